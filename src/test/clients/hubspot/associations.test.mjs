import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect, contact, raw, refusal } from './stranger.mjs';

const client = connect();
const { v4, batchApi: v3 } = client.crm.associations;

async function note() {
  const made = await client.crm.objects.notes.basicApi.create({
    properties: { hs_timestamp: '2026-11-21T10:00:00Z', hs_note_body: 'associated' },
    associations: [],
  });
  return made.id;
}

test('v4: one association with a type, by default, read and removed', async () => {
  const person = await contact(client);
  const [first, second] = [await note(), await note()];
  const labels = await v4.basicApi.create('notes', first, 'contacts', person.id, [
    { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 202 },
  ]);
  assert.equal(String(labels.toObjectId), person.id);
  const byDefault = await v4.basicApi.createDefault('notes', second, 'contacts', person.id);
  assert.equal(byDefault.results.length, 2);

  const page = await v4.basicApi.getPage('contacts', person.id, 'notes', undefined, 1);
  assert.equal(page.results.length, 1);
  const next = await v4.basicApi.getPage('contacts', person.id, 'notes', page.paging.next.after, 1);
  const seen = [...page.results, ...next.results];
  assert.deepEqual(seen.map((to) => String(to.toObjectId)).sort(), [first, second].sort());
  assert.equal(seen[0].associationTypes[0].typeId, 201);

  await v4.basicApi.archive('contacts', person.id, 'notes', first);
  const left = await v4.basicApi.getPage('contacts', person.id, 'notes');
  assert.deepEqual(left.results.map((to) => String(to.toObjectId)), [second]);
});

test('v4: batches create, read, label, unlabel and archive', async () => {
  const [one, two, lonely] = [
    await contact(client), await contact(client), await contact(client)];
  const made = await v4.schema.definitionsApi.create('contacts', 'contacts', {
    name: `stranger_label_${Date.now()}`,
    label: `Colleague ${Date.now()}`,
  });
  const label = made.results[0];
  assert.equal(label.category, 'USER_DEFINED');
  const known = await v4.schema.definitionsApi.getAll('contacts', 'contacts');
  assert.ok(known.results.some((type) => type.typeId === label.typeId));

  const types = [
    { associationCategory: 'USER_DEFINED', associationTypeId: label.typeId },
  ];
  const input = { _from: { id: one.id }, to: { id: two.id }, types };
  const created = await v4.batchApi.create('contacts', 'contacts', { inputs: [input] });
  assert.equal(created.results.length, 1);
  const read = await v4.batchApi.getPage('contacts', 'contacts', {
    inputs: [{ id: one.id }, { id: lonely.id }],
  });
  assert.equal(read.results.length, 1);
  assert.ok(
    read.results[0].to[0].associationTypes.some((type) => type.typeId === label.typeId));
  assert.equal(read.errors[0].subCategory, 'crm.associations.NO_ASSOCIATIONS_FOUND');

  await v4.batchApi.archiveLabels('contacts', 'contacts', { inputs: [input] });
  const unlabelled = await v4.batchApi.getPage('contacts', 'contacts', { inputs: [{ id: one.id }] });
  assert.ok(
    unlabelled.results[0].to[0].associationTypes.every((type) => type.typeId !== label.typeId));

  const byDefault = await v4.batchApi.createDefault('contacts', 'contacts', {
    inputs: [{ _from: { id: one.id }, to: { id: lonely.id } }],
  });
  assert.ok(byDefault.results.length > 0);

  await v4.batchApi.archive('contacts', 'contacts', {
    inputs: [{ _from: { id: one.id }, to: [{ id: two.id }, { id: lonely.id }] }],
  });
  const none = await v4.basicApi.getPage('contacts', one.id, 'contacts');
  assert.equal(none.results.length, 0);

  await v4.schema.definitionsApi.update('contacts', 'contacts', {
    associationTypeId: label.typeId, label: 'Renamed',
  });
  await v4.schema.definitionsApi.remove('contacts', 'contacts', label.typeId);
});

test('v3: batches create, read and archive by the name of a type', async () => {
  const person = await contact(client);
  const id = await note();
  const input = { _from: { id }, to: { id: person.id }, type: 'note_to_contact' };
  const created = await v3.create('notes', 'contacts', { inputs: [input] });
  assert.equal(created.results[0].type, 'note_to_contact');
  const read = await v3.read('contacts', 'notes', { inputs: [{ id: person.id }] });
  assert.deepEqual(read.results[0].to.map((to) => [to.id, to.type]), [[id, 'contact_to_note']]);
  await v3.archive('notes', 'contacts', { inputs: [input] });
  const none = await v3.read('contacts', 'notes', { inputs: [{ id: person.id }] });
  assert.equal(none.results.length, 0);
  const types = await client.crm.associations.schema.typesApi.getAll('notes', 'contacts');
  assert.ok(types.results.some((type) => type.name === 'note_to_contact'));
});

test('dated paths: batches and one at a time', async () => {
  const person = await contact(client);
  const id = await note();
  const base = '/crm/associations/2026-09/notes/contacts/batch';
  const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 202 }];
  await raw(client, 'POST', `${base}/create`,
    { inputs: [{ from: { id }, to: { id: person.id }, types }] }, 201);
  const read = await raw(client, 'POST', `${base}/read`, { inputs: [{ id }] });
  assert.equal(String(read.results[0].to[0].toObjectId), person.id);
  const one = `/crm/objects/2026-09/notes/${id}/associations/contacts`;
  const page = await raw(client, 'GET', one);
  assert.equal(page.results.length, 1);
  await raw(client, 'DELETE', `${one}/${person.id}`, undefined, 204);
  await raw(client, 'PUT', `${one}/${person.id}`, types, 201);
  await raw(client, 'POST', `${base}/archive`,
    { inputs: [{ from: { id }, to: [{ id: person.id }] }] }, 204);
  await raw(client, 'POST', `${base}/associate/default`,
    { inputs: [{ from: { id }, to: { id: person.id } }] });
});

test('a type that does not join the two kinds is refused', async () => {
  const person = await contact(client);
  const id = await note();
  const refused = await refusal(() =>
    v4.basicApi.create('notes', id, 'contacts', person.id, [
      { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 204 },
    ]));
  assert.equal(refused.code, 400);
});
