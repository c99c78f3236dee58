import jsforce from 'jsforce';

export const url = process.env.SALESFORCE_URL;
export const clientId = process.env.SALESFORCE_CLIENT_ID;
export const clientSecret = process.env.SALESFORCE_CLIENT_SECRET;
export const password = process.env.SALESFORCE_PASSWORD;
export const username = 'integration@leadloop.example';
export const version = '65.0';

const oauth2 = (id, secret) => ({ loginUrl: url, clientId: id, clientSecret: secret });

/** A connection that nobody has logged in. */
export function stranger(options = {}) {
  return new jsforce.Connection({ version, oauth2: oauth2(clientId, clientSecret), ...options });
}

/** A connection that is logged in as the integration user. */
export async function connect() {
  const conn = stranger();
  await conn.authorize({ grant_type: 'client_credentials' });
  return conn;
}

/** A connection that is logged in as an administrator. */
export async function connectAdmin() {
  const conn = stranger({
    oauth2: oauth2(process.env.SALESFORCE_ADMIN_ID, process.env.SALESFORCE_ADMIN_SECRET),
  });
  await conn.authorize({ grant_type: 'client_credentials' });
  return conn;
}

/** A sandbox's own control path: what an administrator or time does in a real org. */
export async function control(method, path, body) {
  const answer = await fetch(`${url}/_sandbox/${path}`, {
    method,
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json' },
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? undefined : answer.json();
}

let lastNumber = 0;

/** A lead of this test run alone. */
export function someone(more = {}) {
  lastNumber += 1;
  return { LastName: `Novak ${process.pid}-${lastNumber}`, Company: 'Acme', ...more };
}

/** Whether an error of the client carries the vendor's code. */
export const refusedAs = (code) => (error) => error.errorCode === code || error.name === code;
