// Entry of the third one-file build: what a CRM's page needs beyond `portside.js`, which has to be loaded before.
import './define-crm.js';

const Crm = {};

Object.assign(window.Portside, Crm);
