import assert from 'node:assert/strict';
import { test } from 'node:test';
import { address, connect, contact, eventually, raw, refusal } from './stranger.mjs';

const client = connect();
const { basicApi, batchApi, searchApi } = client.crm.contacts;

test('a contact is created, read, changed and archived', async () => {
  const { id, email } = await contact(client);
  const read = await basicApi.getById(id, ['email', 'firstname', 'phone', 'no_such_property']);
  assert.equal(read.id, id);
  assert.equal(read.properties.email, email);
  assert.equal(read.properties.phone, null);
  assert.ok(!('no_such_property' in read.properties));
  assert.ok(read.createdAt instanceof Date);

  const changed = await basicApi.update(id, { properties: { phone: '+1 555 0100' } });
  assert.equal(changed.properties.phone, '+1 555 0100');

  await basicApi.archive(id);
  assert.equal((await refusal(() => basicApi.getById(id))).code, 404);
  const archived = await basicApi.getById(id, ['email'], undefined, undefined, true);
  assert.equal(archived.archived, true);
  assert.ok(archived.archivedAt instanceof Date);
});

test('a contact is found and changed by its e-mail address', async () => {
  const { id, email } = await contact(client);
  const read = await basicApi.getById(email, ['email'], undefined, undefined, false, 'email');
  assert.equal(read.id, id);
  const changed = await basicApi.update(email, { properties: { city: 'Bern' } }, 'email');
  assert.equal(changed.id, id);
});

test('versions of a value come newest first with their source', async () => {
  const { id } = await contact(client, { city: 'Basel' });
  await basicApi.update(id, { properties: { city: 'Bern' } });
  const read = await basicApi.getById(id, undefined, ['city']);
  const versions = read.propertiesWithHistory.city;
  assert.deepEqual(versions.map((version) => version.value), ['Bern', 'Basel']);
  assert.equal(versions[0].sourceType, 'INTEGRATION');
  assert.ok(versions[0].timestamp instanceof Date);
});

test('an address that is taken answers 409 with the id of its contact', async () => {
  const { id, email } = await contact(client);
  const refused = await refusal(() => contact(client, { email }));
  assert.equal(refused.code, 409);
  assert.equal(refused.body.category, 'CONFLICT');
  assert.equal(refused.body.message, `Contact already exists. Existing ID: ${id}`);
});

test('pages go on where the last one ended, archived ones apart', async () => {
  const { id } = await contact(client);
  await contact(client);
  const seen = new Set();
  let after;
  do {
    const page = await basicApi.getPage(2, after, ['email']);
    page.results.forEach((result) => seen.add(result.id));
    after = page.paging?.next?.after;
  } while (after);
  assert.ok(seen.has(id));
  await basicApi.archive(id);
  const archived = await basicApi.getPage(100, undefined, ['email'], undefined, undefined, true);
  assert.ok(archived.results.some((result) => result.id === id));
  const all = await client.crm.contacts.getAll(100);
  assert.ok(all.every((result) => result.id !== id));
});

test('a merge gives a record that both old ids lead to', async () => {
  const primary = await contact(client, { city: 'Bern' });
  const other = await contact(client, { city: 'Basel', phone: '+41 31 000 00 00' });
  const merged = await basicApi.merge({ primaryObjectId: primary.id, objectIdToMerge: other.id });
  for (const id of [primary.id, other.id, merged.id]) {
    const read = await basicApi.getById(id, ['city', 'phone', 'email', 'hs_merged_object_ids']);
    assert.equal(read.id, merged.id);
    assert.equal(read.properties.city, 'Bern');
    assert.equal(read.properties.phone, '+41 31 000 00 00');
    assert.ok(read.properties.hs_merged_object_ids.split(';').includes(other.id));
  }
  const byOldAddress = await basicApi.getById(
    other.email, ['email'], undefined, undefined, false, 'email');
  assert.equal(byOldAddress.id, merged.id);
});

test('a privacy deletion leaves nothing, and the address may come back through the API', async () => {
  const { id, email } = await contact(client);
  await basicApi.purge({ objectId: email, idProperty: 'email' });
  assert.equal((await refusal(() => basicApi.getById(id))).code, 404);
  const archived = await refusal(() => basicApi.getById(id, [], [], [], true));
  assert.equal(archived.code, 404);
  assert.notEqual((await contact(client, { email })).id, id);
});

test('batches create, read, update, upsert and archive', async () => {
  const emails = [address('batch'), address('batch')];
  const created = await batchApi.create({
    inputs: emails.map((email, i) => ({
      properties: { email, leadloop_key: `key-${email}` },
      associations: [],
      objectWriteTraceId: `t${i}`,
    })),
  });
  assert.equal(created.status, 'COMPLETE');
  assert.equal(created.results.length, 2);
  const ids = created.results.map((result) => result.id);

  const read = await batchApi.read({
    inputs: [...ids.map((id) => ({ id })), { id: '999999999' }],
    properties: ['email'],
    propertiesWithHistory: [],
  });
  assert.equal(read.results.length, 2);
  assert.equal(read.numErrors, 1);
  assert.equal(read.errors[0].category, 'OBJECT_NOT_FOUND');

  const byAddress = await batchApi.read({
    inputs: [{ id: emails[0] }],
    idProperty: 'email',
    properties: ['email'],
    propertiesWithHistory: ['email'],
  });
  assert.equal(byAddress.results[0].propertiesWithHistory.email.length, 1);

  const updated = await batchApi.update({
    inputs: [
      { id: ids[0], properties: { city: 'Bern' }, objectWriteTraceId: 'good' },
      { id: ids[1], properties: { lifecyclestage: 'nonsense' }, objectWriteTraceId: 'bad' },
    ],
  });
  assert.equal(updated.results.length, 1);
  assert.equal(updated.results[0].objectWriteTraceId, 'good');
  assert.deepEqual(updated.errors[0].context.objectWriteTraceId, ['bad']);

  const upserted = await batchApi.upsert({
    inputs: [
      { id: `key-${emails[0]}`, idProperty: 'leadloop_key', properties: { city: 'Basel' } },
      { id: `key-new-${emails[0]}`, idProperty: 'leadloop_key', properties: { firstname: 'Nia' } },
    ],
  });
  assert.deepEqual(upserted.results.map((result) => result._new ?? result.new).sort(), [false, true]);

  await batchApi.archive({ inputs: ids.map((id) => ({ id })) });
  assert.equal((await refusal(() => basicApi.getById(ids[0]))).code, 404);
});

test('search finds by address, sorts and pages', async () => {
  const { id, email } = await contact(client);
  const found = await eventually(
    () =>
      searchApi.doSearch({
        filterGroups: [{ filters: [{ propertyName: 'email', operator: 'EQ', value: email }] }],
        properties: ['email', 'lastmodifieddate'],
        sorts: ['-lastmodifieddate'],
        limit: 10,
      }),
    (result) => result.total === 1,
  );
  assert.equal(found.results[0].id, id);
  const refused = await refusal(() =>
    searchApi.doSearch({
      filterGroups: [{ filters: [{ propertyName: 'no_such', operator: 'EQ', value: 'x' }] }],
      properties: [], sorts: [], limit: 10,
    }));
  assert.equal(refused.code, 400);
  assert.equal(refused.body.category, 'VALIDATION_ERROR');
});

test('a value that its property does not take is refused with its name', async () => {
  const { id } = await contact(client);
  const refused = await refusal(() => basicApi.update(id, { properties: { no_such: 'x' } }));
  assert.equal(refused.code, 400);
  assert.equal(refused.body.errors[0].code, 'PROPERTY_DOESNT_EXIST');
  assert.deepEqual(refused.body.errors[0].context.propertyName, ['no_such']);
});

for (const version of ['2026-03', '2026-09']) {
  test(`the paths of ${version} reach the same contacts`, async () => {
    const base = `/crm/objects/${version}/contacts`;
    const made = await raw(client, 'POST', base, {
      properties: { email: address('dated'), lastname: 'Dated' },
    }, 201);
    const one = `${base}/${made.id}`;
    assert.equal((await basicApi.getById(made.id)).id, made.id);
    await raw(client, 'PATCH', one, { properties: { city: 'Bern' } });
    const read = await raw(client, 'GET', `${one}?properties=city&propertiesWithHistory=city`);
    assert.equal(read.properties.city, 'Bern');
    assert.equal(read.propertiesWithHistory.city[0].value, 'Bern');
    const other = await contact(client);
    const merged = await raw(client, 'POST', `${base}/merge`, {
      primaryObjectId: made.id, objectIdToMerge: other.id,
    });
    const batch = await raw(client, 'POST', `${base}/batch/read`, {
      inputs: [{ id: made.id }], properties: ['city'],
    });
    assert.equal(batch.results[0].id, merged.id);
    await raw(client, 'GET', `${base}?limit=1`);
    await raw(client, 'POST', `${base}/batch/update`, {
      inputs: [{ id: merged.id, properties: { city: 'Chur' } }],
    });
    await raw(client, 'DELETE', `${base}/${merged.id}`, undefined, 204);
    await raw(client, 'GET', `/crm/properties/${version}/contacts/email`);
    await raw(client, 'GET', `/crm/owners/${version}`);
    await raw(client, 'GET', `/account-info/${version}/details`);
  });
}
