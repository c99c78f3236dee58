import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect, contact, raw, refusal } from './stranger.mjs';

const client = connect();
const { definitionApi, statusApi } = client.communicationPreferences;

async function optedOut(id) {
  const read = await client.crm.contacts.basicApi.getById(id, ['hs_email_optout']);
  return read.properties.hs_email_optout;
}

test('v3: status is read, one type subscribed and unsubscribed', async () => {
  const { email } = await contact(client);
  const { subscriptionDefinitions } = await definitionApi.getPage();
  assert.ok(subscriptionDefinitions.length > 0);
  const type = subscriptionDefinitions.find((definition) => definition.isActive);
  const status = async () => {
    const read = await statusApi.getEmailStatus(email);
    assert.equal(read.recipient, email);
    return read.subscriptionStatuses.find((one) => one.id === type.id);
  };
  const request = {
    emailAddress: email,
    subscriptionId: type.id,
    legalBasis: 'CONSENT_WITH_NOTICE',
    legalBasisExplanation: 'asked for it',
  };
  const subscribed = await statusApi.subscribe(request);
  assert.equal(subscribed.status, 'SUBSCRIBED');
  assert.equal((await status()).status, 'SUBSCRIBED');
  await statusApi.unsubscribe(request);
  assert.equal((await status()).status, 'NOT_SUBSCRIBED');
  const refused = await refusal(() => statusApi.subscribe(request));
  assert.equal(refused.code, 400);
});

test('v4: unsubscribed from all shows on the contact, which no CRM write can do', async () => {
  const { id, email } = await contact(client);
  const refused = await refusal(() =>
    client.crm.contacts.basicApi.update(id, { properties: { hs_email_optout: 'true' } }));
  assert.equal(refused.code, 400);
  assert.equal(refused.body.errors[0].code, 'READ_ONLY_VALUE');
  const path = `/communication-preferences/v4/statuses/${encodeURIComponent(email)}`;
  const before = await raw(client, 'GET', `${path}/unsubscribe-all?channel=EMAIL`);
  assert.equal(before.results.length, 0);
  await raw(client, 'POST', `${path}/unsubscribe-all?channel=EMAIL`);
  assert.equal(await optedOut(id), 'true');
  const after = await raw(client, 'GET', `${path}/unsubscribe-all?channel=EMAIL`);
  assert.equal(after.results[0].status, 'UNSUBSCRIBED');
});

test('v4: many addresses in one call', async () => {
  const [{ email, id }, { email: other }] = [await contact(client), await contact(client)];
  const batch = '/communication-preferences/v4/statuses/batch';
  const definitions = await raw(client, 'GET', '/communication-preferences/v4/definitions');
  const subscriptionId = Number(definitions.results[0].id);
  const written = await raw(client, 'POST', `${batch}/write`, {
    inputs: [email, other].map((subscriberIdString) => ({
      subscriberIdString, channel: 'EMAIL', statusState: 'SUBSCRIBED', subscriptionId,
    })),
  });
  assert.equal(written.results.length, 2);
  const read = await raw(client, 'POST', `${batch}/read?channel=EMAIL`, { inputs: [other] });
  assert.equal(read.results[0].subscriberIdString, other);
  assert.equal(read.results[0].statuses[0].status, 'SUBSCRIBED');
  await raw(client, 'POST', `${batch}/unsubscribe-all?channel=EMAIL`, { inputs: [email] });
  assert.equal(await optedOut(id), 'true');
  const out = await raw(client, 'POST', `${batch}/unsubscribe-all/read?channel=EMAIL`, {
    inputs: [email],
  });
  assert.equal(out.results[0].wideStatuses[0].status, 'UNSUBSCRIBED');
});

test('v4: one type is read and set, also back', async () => {
  const { email } = await contact(client);
  const definitions = await raw(client, 'GET', '/communication-preferences/v4/definitions');
  const type = definitions.results[0];
  const path = `/communication-preferences/v4/statuses/${encodeURIComponent(email)}`;
  for (const statusState of ['SUBSCRIBED', 'UNSUBSCRIBED', 'SUBSCRIBED']) {
    await raw(client, 'POST', path, {
      channel: 'EMAIL', statusState, subscriptionId: Number(type.id),
      legalBasis: 'CONSENT_WITH_NOTICE', legalBasisExplanation: 'asked for it',
    });
    const read = await raw(client, 'GET', `${path}?channel=EMAIL`);
    const one = read.results.find((result) => String(result.subscriptionId) === String(type.id));
    assert.equal(one.status, statusState);
  }
});
