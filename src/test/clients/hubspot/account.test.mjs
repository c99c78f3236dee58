import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basePath, connect, contact, raw, refusal } from './stranger.mjs';

const client = connect();

test('owners come in pages and one at a time, by either id', async () => {
  const { ownersApi } = client.crm.owners;
  const page = await ownersApi.getPage(undefined, undefined, 2);
  assert.equal(page.results.length, 2);
  const next = await ownersApi.getPage(undefined, page.paging.next.after, 100);
  assert.ok(next.results.length > 0);
  const owner = page.results[0];
  assert.equal((await ownersApi.getById(Number(owner.id))).email, owner.email);
  assert.equal((await ownersApi.getById(owner.userId, 'userId')).id, owner.id);
  assert.equal((await ownersApi.getPage(owner.email)).results.length, 1);
});

test('account details and the use of the day are told', async () => {
  const details = await raw(client, 'GET', '/account-info/v3/details');
  assert.ok(details.portalId);
  assert.ok(details.timeZone);
  const usage = await raw(client, 'GET', '/account-info/v3/api-usage/daily/private-apps');
  assert.equal(usage.results[0].name, 'private-apps-api-calls-daily');
});

test('a refresh token gives an access token that works and can be looked at', async () => {
  const { tokensApi, accessTokensApi, refreshTokensApi } = client.oauth;
  const refresh = process.env.HUBSPOT_REFRESH_TOKEN;
  const granted = await tokensApi.create(
    'refresh_token', undefined, undefined,
    process.env.HUBSPOT_CLIENT_ID, process.env.HUBSPOT_CLIENT_SECRET, refresh);
  assert.equal(granted.tokenType, 'bearer');
  assert.equal(granted.expiresIn, 1800);
  assert.equal(granted.refreshToken, refresh);

  const app = connect(granted.accessToken);
  const { id } = await contact(app);
  assert.ok(id);
  const info = await accessTokensApi.get(granted.accessToken);
  assert.ok(info.scopes.includes('crm.objects.contacts.read'));
  assert.ok(info.expiresIn <= 1800 && info.expiresIn > 0);
  assert.ok((await refreshTokensApi.get(refresh)).hubId);

  const wrong = await refusal(() =>
    tokensApi.create(
      'refresh_token', undefined, undefined,
      process.env.HUBSPOT_CLIENT_ID, process.env.HUBSPOT_CLIENT_SECRET, 'no-such-token'));
  assert.equal(wrong.code, 400);
  assert.equal(wrong.body.status, 'BAD_REFRESH_TOKEN');
});

test('a token that nobody gave is refused, an unknown path is unknown', async () => {
  const refused = await refusal(() => connect('no-such-token').crm.contacts.basicApi.getPage());
  assert.equal(refused.code, 401);
  assert.equal(refused.body.category, 'INVALID_AUTHENTICATION');
  const unknown = await fetch(`${basePath}/crm/v3/objects/no_such_kind`, {
    headers: { authorization: `Bearer ${process.env.HUBSPOT_TOKEN}` },
  });
  assert.equal(unknown.status, 404);
});
