// What the two CRM pages that embed the widget share.
export const customers = [
  { name: 'Ana Pérez', number: '091000000', timeZone: 'America/Montevideo' },
  { name: 'Luis Silva', number: '098344484', timeZone: 'America/Asuncion' },
];

/** The CRM's back end holds the password; the page gets a header value, for each request anew. */
export const signIn = async (): Promise<string> => (await fetch('/control/authorization')).json() as Promise<string>;
