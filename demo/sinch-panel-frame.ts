// Plays the panel that a CRM frames.
import { playPanel } from './sinch-panel-desk.js';

playPanel({ origin: location.origin.replace('127.0.0.1', 'localhost') });
