import assert from 'node:assert/strict';
import { createSign, generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { clientId, connect, control, password, stranger, url, username } from './connect.js';

test('client credentials', async () => {
  const conn = await connect();
  const me = await conn.identity();
  assert.equal(me.username, username);
  assert.equal(me.organization_id.length, 18);
});

test('user name and password', async () => {
  const conn = stranger();
  const me = await conn.login(username, `${password}securityToken`);
  assert.match(me.id, /^005/);
  assert.equal((await conn.query('SELECT Id FROM User LIMIT 1')).totalSize, 1);
  await assert.rejects(stranger().login(username, 'wrong'), /authentication failure/);
});

test('user name and password by SOAP', async () => {
  const conn = stranger({ oauth2: undefined, loginUrl: url, version: '64.0' });
  const me = await conn.login(username, password);
  assert.equal(me.organizationId.length, 18);
  assert.equal((await conn.query('SELECT Id FROM User LIMIT 1')).totalSize, 1);
  await assert.rejects(
    stranger({ oauth2: undefined, loginUrl: url, version: '64.0' }).login(username, 'wrong'),
    /INVALID_LOGIN/,
  );
  await conn.logout();
});

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

function assertion(key, more = {}) {
  const exp = Math.floor(Date.now() / 1000) + 180;
  const claims = { iss: clientId, sub: username, aud: 'https://login.salesforce.com', exp, ...more };
  const signed = `${part({ alg: 'RS256' })}.${part(claims)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key).toString('base64url')}`;
}

test('JWT bearer, by its signature alone', async () => {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = pair.publicKey.export({ type: 'spki', format: 'pem' });
  await control('POST', 'certificate', { client_id: clientId, pem });
  const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

  const conn = stranger();
  await conn.authorize({ grant_type, assertion: assertion(pair.privateKey) });
  assert.equal((await conn.identity()).username, username);
  await assert.rejects(
    stranger().authorize({ grant_type, assertion: assertion(other.privateKey) }),
    /invalid assertion/,
  );
  await assert.rejects(
    stranger().authorize({ grant_type, assertion: assertion(pair.privateKey, { aud: 'x' }) }),
    /audience is invalid/,
  );
  await assert.rejects(
    stranger().authorize({ grant_type, assertion: assertion(pair.privateKey, { exp: 1 }) }),
    /expired/,
  );
});

test('userinfo, versions, resources and limits', async () => {
  const conn = await connect();
  const me = await conn.request('/services/oauth2/userinfo');
  assert.equal(me.preferred_username, username);
  const versions = await conn.request('/services/data');
  assert.equal(versions.find((one) => one.version === '65.0').label, "Winter '26");
  const resources = await conn.request(`/services/data/v65.0`);
  assert.ok(resources.sobjects && resources.identity && resources.tooling);
  const limits = await conn.limits();
  assert.ok(limits.DailyApiRequests.Remaining > 0);
  assert.ok(conn.limitInfo.apiUsage.used > 0);
});

test('revoke', async () => {
  const conn = await connect();
  await conn.logout(true);
  await assert.rejects(conn.query('SELECT Id FROM User'));
});
