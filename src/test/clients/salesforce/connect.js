import jsforce from 'jsforce';

export const url = process.env.SALESFORCE_URL;
export const clientId = process.env.SALESFORCE_CLIENT_ID;
export const clientSecret = process.env.SALESFORCE_CLIENT_SECRET;
export const version = '65.0';

/** A connection that is logged in as the integration user. */
export async function connect() {
  const conn = new jsforce.Connection({
    version,
    oauth2: { loginUrl: url, clientId, clientSecret },
  });
  await conn.authorize({ grant_type: 'client_credentials' });
  return conn;
}
