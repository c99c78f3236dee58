// A stranger to the sandbox: HubSpot's own client, told nothing but an address and a token.
import assert from 'node:assert/strict';
import { Client } from '@hubspot/api-client';

function required(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`Set ${name} to run this suite`);
  }
  return value;
}

export const basePath = required('HUBSPOT_BASE_URL');
const accessToken = required('HUBSPOT_TOKEN');

export function connect(token = accessToken) {
  return new Client({
    accessToken: token,
    basePath,
    numberOfApiCallRetries: 6,
  });
}

// Endpoints that the client has no method for go through its own way for such: apiRequest. The
// client does not wait out a limit there, as it does for its methods.
export async function raw(client, method, path, body, expected = 200) {
  let response = await client.apiRequest({ method, path, body });
  let text = await response.text();
  while (response.status === 429 && JSON.parse(text).policyName === 'TEN_SECONDLY_ROLLING') {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    response = await client.apiRequest({ method, path, body });
    text = await response.text();
  }
  assert.equal(response.status, expected, `${method} ${path}: ${text}`);
  return text ? JSON.parse(text) : undefined;
}

// What a refusal's status is; the client throws its own ApiException with code and body.
export async function refusal(call) {
  try {
    await call();
  } catch (error) {
    return { code: error.code, body: error.body };
  }
  throw new Error('the call was expected to be refused');
}

let counter = 0;

export function address(local = 'someone') {
  counter += 1;
  return `${local}.${process.pid}.${Date.now()}.${counter}@stranger.example`;
}

export async function contact(client, properties = {}) {
  const email = properties.email ?? address();
  const made = await client.crm.contacts.basicApi.create({
    properties: { email, firstname: 'Sam', lastname: 'Stranger', ...properties },
    associations: [],
  });
  return { id: made.id, email };
}

// Search may take a few moments to show a change.
export async function eventually(read, done) {
  for (let i = 0; i < 40; i += 1) {
    const result = await read();
    if (done(result)) return result;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  throw new Error('search never showed the change');
}
