/** What a careful site allows: nothing inline, nothing from elsewhere but one framed origin. */
export const policy = (framed: string, connect = "'self'") =>
  `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src ${connect}; frame-src ${framed}; require-trusted-types-for 'script'`;
