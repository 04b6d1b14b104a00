// A form that uContact X shows: it asks for which call it was opened, and says when it is done.
const { CtiClient, UcontactXTransport } = window.Portside;
const element = (selector: string) => document.querySelector(selector) as HTMLElement;
const session = document.querySelector('cti-session') as HTMLElementTagNameMap['cti-session'];

const ucontact = new UcontactXTransport({ ucontact: parent, origin: location.origin, dialect: 'form' });
session.client = new CtiClient({ transports: [ucontact], memory: 'Agent1@ucontact-x-form' });
element('#sent').onclick = () => ucontact.formSent();
element('#close').onclick = () => ucontact.closeForm();

export {}; // a module of its own
