import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect, contact, refusal } from './stranger.mjs';

const client = connect();
const { coreApi, groupsApi, batchApi } = client.crm.properties;
const stamp = `${process.pid}_${Date.now()}`;

function text(name, more = {}) {
  return { name, label: name, groupName: 'contactinformation', type: 'string', fieldType: 'text', ...more };
}

test('a property is created, read, changed, archived and restored by its name', async () => {
  const name = `stranger_a_${stamp}`;
  const made = await coreApi.create('contacts', text(name, { hasUniqueValue: true }));
  assert.equal(made.name, name);
  assert.equal(made.hasUniqueValue, true);
  const taken = await refusal(() => coreApi.create('contacts', text(name)));
  assert.equal(taken.code, 409);
  assert.equal(taken.body.subCategory, 'Properties.PROPERTY_WITH_NAME_EXISTS');

  const changed = await coreApi.update('contacts', name, { label: 'Renamed', description: 'why' });
  assert.equal(changed.label, 'Renamed');
  assert.equal((await coreApi.getByName('contacts', name)).description, 'why');

  const { id } = await contact(client, { [name]: 'unique' });
  const byValue = await client.crm.contacts.basicApi.getById(
    'unique', [name], undefined, undefined, false, name);
  assert.equal(byValue.id, id);

  await coreApi.archive('contacts', name);
  assert.equal((await refusal(() => coreApi.getByName('contacts', name))).code, 404);
  assert.equal((await coreApi.getByName('contacts', name, true)).archived, true);
  const archived = await coreApi.getAll('contacts', true);
  assert.ok(archived.results.some((property) => property.name === name));
  const again = await coreApi.create('contacts', text(name));
  assert.equal(again.archived, false);
});

test('options are replaced as a whole', async () => {
  const name = `stranger_b_${stamp}`;
  const option = (value, displayOrder) => ({ label: value, value, displayOrder, hidden: false });
  await coreApi.create('contacts',
    text(name, { type: 'enumeration', fieldType: 'select', options: [option('one', 0)] }));
  const changed = await coreApi.update('contacts', name, { options: [option('two', 0)] });
  assert.deepEqual(changed.options.map((known) => known.value), ['two']);
  const refused = await refusal(() => contact(client, { [name]: 'one' }));
  assert.equal(refused.code, 400);
  assert.equal(refused.body.errors[0].code, 'INVALID_OPTION');
});

test('batches create, read and archive', async () => {
  const names = [`stranger_c_${stamp}`, `stranger_d_${stamp}`];
  const created = await batchApi.create('contacts', { inputs: names.map((name) => text(name)) });
  assert.equal(created.results.length, 2);
  const read = await batchApi.read('contacts', {
    archived: false, inputs: names.map((name) => ({ name })),
  });
  assert.equal(read.results.length, 2);
  await batchApi.archive('contacts', { inputs: names.map((name) => ({ name })) });
  const all = await coreApi.getAll('contacts');
  assert.ok(all.results.every((property) => !names.includes(property.name)));
  assert.ok(all.results.some((property) => property.name === 'email'));
});

test('a group is created, read, changed and archived', async () => {
  const name = `stranger_group_${stamp}`;
  await groupsApi.create('contacts', { name, label: 'Stranger', displayOrder: 5 });
  assert.equal((await groupsApi.getByName('contacts', name)).label, 'Stranger');
  const changed = await groupsApi.update('contacts', name, { label: 'Friend' });
  assert.equal(changed.label, 'Friend');
  assert.ok((await groupsApi.getAll('contacts')).results.some((group) => group.name === name));
  await groupsApi.archive('contacts', name);
  assert.equal((await refusal(() => groupsApi.getByName('contacts', name))).code, 404);
});
