/** The simulator's own pages load nothing from elsewhere. */
export const ownPagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self';"
