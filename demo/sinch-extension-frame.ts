// A CRM's page that the panel of Sinch Contact Pro frames.
import { speakThrough } from './sinch-agent.js';

const { SinchPanelTransport } = window.Portside;
speakThrough(new SinchPanelTransport({ frame: 'parent', origin: location.origin.replace('127.0.0.1', 'localhost') }));
