// Entry of the one-file build for a CRM page that only frames the widget: it needs no other file.
import { CtiError, embedCti } from './embed/index.js';

// After `portside.js` on the same page its error class stays, and the copy that was loaded first goes on.
Object.assign(window, { Portside: { CtiError, embedCti, ...(window as Partial<Window>).Portside } });
