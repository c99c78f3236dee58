import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect, contact, eventually, refusal } from './stranger.mjs';

const client = connect();

const kinds = [
  { name: 'notes', toContact: 202, fromContact: 201, title: 'hs_note_body', values: {} },
  {
    name: 'tasks',
    toContact: 204,
    fromContact: 203,
    title: 'hs_task_subject',
    values: { hs_task_status: 'NOT_STARTED', hs_task_priority: 'HIGH', hs_task_type: 'TODO' },
  },
];

for (const kind of kinds) {
  const { basicApi, batchApi, searchApi } = client.crm.objects[kind.name];
  const values = (text) => ({
    hs_timestamp: '2026-11-21T10:00:00Z',
    [kind.title]: text,
    ...kind.values,
  });

  test(`${kind.name}: one at a time, tied to a contact`, async () => {
    const person = await contact(client);
    const made = await basicApi.create({
      properties: values('first'),
      associations: [
        {
          to: { id: person.id },
          types: [
            { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: kind.toContact },
          ],
        },
      ],
    });
    const read = await basicApi.getById(made.id, [kind.title], undefined, ['contacts']);
    assert.equal(read.properties[kind.title], 'first');
    assert.equal(read.associations.contacts.results[0].id, person.id);

    const changed = await basicApi.update(made.id, { properties: { [kind.title]: 'second' } });
    assert.equal(changed.properties[kind.title], 'second');

    const seen = await client.crm.contacts.basicApi.getById(
      person.id, ['email'], undefined, [kind.name]);
    assert.equal(seen.associations[kind.name].results[0].id, made.id);

    const page = await basicApi.getPage(100, undefined, [kind.title]);
    assert.ok(page.results.some((result) => result.id === made.id));

    await basicApi.archive(made.id);
    assert.equal((await refusal(() => basicApi.getById(made.id))).code, 404);
  });

  test(`${kind.name}: in batches and by search`, async () => {
    const text = `${kind.name}-${Date.now()}`;
    const created = await batchApi.create({
      inputs: [1, 2].map(() => ({ properties: values(text), associations: [] })),
    });
    assert.equal(created.results.length, 2);
    const ids = created.results.map((result) => ({ id: result.id }));
    const updated = await batchApi.update({
      inputs: ids.map(({ id }) => ({ id, properties: { [kind.title]: `${text}-b` } })),
    });
    assert.equal(updated.results.length, 2);
    const read = await batchApi.read({
      inputs: ids, properties: [kind.title], propertiesWithHistory: [],
    });
    assert.ok(read.results.every((result) => result.properties[kind.title] === `${text}-b`));
    const found = await eventually(
      () =>
        searchApi.doSearch({
          filterGroups: [
            { filters: [{ propertyName: kind.title, operator: 'EQ', value: `${text}-b` }] },
          ],
          properties: [kind.title], sorts: [], limit: 10,
        }),
      (result) => result.total === 2);
    assert.equal(found.results.length, 2);
    await batchApi.archive({ inputs: ids });
    const gone = await batchApi.read({ inputs: ids, properties: [], propertiesWithHistory: [] });
    assert.equal(gone.results.length, 0);
  });

  test(`${kind.name}: a time is required`, async () => {
    const refused = await refusal(() =>
      basicApi.create({ properties: { [kind.title]: 'x' }, associations: [] }));
    assert.equal(refused.code, 400);
    assert.equal(refused.body.category, 'VALIDATION_ERROR');
  });
}
