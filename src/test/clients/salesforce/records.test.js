import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { connect, refusedAs, someone } from './connect.js';

let conn;
before(async () => {
  conn = await connect();
});

test('describeGlobal and describe', async () => {
  const all = await conn.describeGlobal();
  assert.ok(all.sobjects.some((one) => one.name === 'Lead' && one.keyPrefix === '00Q'));
  const lead = await conn.sobject('Lead').describe();
  const key = lead.fields.find((one) => one.name === 'Leadloop_Key__c');
  assert.ok(key.externalId && key.unique);
  assert.deepEqual(await conn.sobject('Lead').recent(), []);
});

test('create, retrieve, update, destroy one', async () => {
  const leads = conn.sobject('Lead');
  const made = await leads.create(someone({ Email: 'one@jsforce.example' }));
  assert.ok(made.success);
  const read = await leads.retrieve(made.id);
  assert.equal(read.Email, 'one@jsforce.example');
  assert.equal(read.attributes.type, 'Lead');
  await leads.update({ Id: made.id, Title: 'CTO' });
  assert.equal((await leads.retrieve(made.id)).Title, 'CTO');
  await leads.destroy(made.id);
  await assert.rejects(leads.retrieve(made.id), refusedAs('ENTITY_IS_DELETED'));
  await assert.rejects(leads.create({ Company: 'x' }), refusedAs('REQUIRED_FIELD_MISSING'));
});

test('upsert one by external id', async () => {
  const leads = conn.sobject('Lead');
  const key = `one-${process.pid}`;
  const made = await leads.upsert(someone({ Leadloop_Key__c: key }), 'Leadloop_Key__c');
  assert.equal(made.created, true);
  const again = await leads.upsert({ Leadloop_Key__c: key, Title: 'CEO' }, 'Leadloop_Key__c');
  assert.equal(again.created, false);
  assert.equal(again.id, made.id);
});

test('collections: create, retrieve, update, upsert, destroy', async () => {
  const leads = conn.sobject('Lead');
  const made = await leads.create([someone(), someone(), { Company: 'nobody' }], {
    allOrNone: false,
  });
  assert.deepEqual(
    made.map((one) => one.success),
    [true, true, false],
  );
  assert.equal(made[2].errors[0].statusCode, 'REQUIRED_FIELD_MISSING');
  const ids = made.slice(0, 2).map((one) => one.id);
  const read = await leads.retrieve(ids, { fields: ['LastName', 'Company'] });
  assert.equal(read.length, 2);
  const updated = await leads.update(ids.map((Id) => ({ Id, Title: 'Ms' })));
  assert.ok(updated.every((one) => one.success));
  const keys = [`a-${process.pid}`, `b-${process.pid}`];
  const upserted = await leads.upsert(
    keys.map((Leadloop_Key__c) => someone({ Leadloop_Key__c })),
    'Leadloop_Key__c',
    { allOrNone: false },
  );
  assert.ok(upserted.every((one) => one.created));
  const gone = await leads.destroy(ids);
  assert.ok(gone.every((one) => one.success));
});

test('all or none', async () => {
  const results = await conn
    .sobject('Lead')
    .create([someone(), { Company: 'nobody' }], { allOrNone: true });
  assert.equal(results[0].errors[0].statusCode, 'ALL_OR_NONE_OPERATION_ROLLED_BACK');
});

test('more than 200 records', async () => {
  const many = Array.from({ length: 450 }, () => someone({ City: `Many${process.pid}` }));
  const made = await conn.sobject('Lead').create(many, { allowRecursive: true });
  assert.equal(made.length, 450);
  assert.ok(made.every((one) => one.success));
});

test('updated and deleted', async () => {
  const made = await conn.sobject('Lead').create([someone(), someone()]);
  await conn.sobject('Lead').destroy(made[1].id);
  const start = new Date(Date.now() - 3600_000);
  const end = new Date(Date.now() + 120_000);
  const updated = await conn.sobject('Lead').updated(start, end);
  assert.ok(updated.ids.includes(made[0].id));
  assert.ok(updated.latestDateCovered);
  const deleted = await conn.sobject('Lead').deleted(start, end);
  assert.ok(deleted.deletedRecords.some((one) => one.id === made[1].id));
  await assert.rejects(
    conn.sobject('Lead').updated(end, start),
    refusedAs('INVALID_REPLICATION_DATE'),
  );
});

test('composite and composite graph', async () => {
  const path = `/services/data/v65.0/sobjects`;
  const composite = await conn.requestPost('/composite', {
    compositeRequest: [
      { method: 'POST', url: `${path}/Account`, referenceId: 'account', body: { Name: 'Graph' } },
      {
        method: 'POST',
        url: `${path}/Contact`,
        referenceId: 'contact',
        body: { LastName: 'Node', AccountId: '@{account.id}' },
      },
    ],
  });
  assert.deepEqual(
    composite.compositeResponse.map((one) => one.httpStatusCode),
    [201, 201],
  );
  const graph = await conn.requestPost('/composite/graph', {
    graphs: [
      {
        graphId: 'good',
        compositeRequest: [
          { method: 'POST', url: `${path}/Account`, referenceId: 'a', body: { Name: 'G1' } },
          {
            method: 'POST',
            url: `${path}/Contact`,
            referenceId: 'c',
            body: { LastName: 'N1', AccountId: '@{a.id}' },
          },
        ],
      },
      {
        graphId: 'bad',
        compositeRequest: [
          { method: 'POST', url: `${path}/Account`, referenceId: 'a', body: { Name: 'G2' } },
          { method: 'POST', url: `${path}/Contact`, referenceId: 'c', body: {} },
        ],
      },
    ],
  });
  assert.deepEqual(
    graph.graphs.map((one) => one.isSuccessful),
    [true, false],
  );
  const found = await conn.query("SELECT Id FROM Account WHERE Name = 'G2'");
  assert.equal(found.totalSize, 0);
});

test('batch and tree', async () => {
  const name = `Tree ${process.pid}`;
  const tree = await conn.requestPost('/composite/tree/Account', {
    records: [
      {
        attributes: { type: 'Account', referenceId: 'top' },
        Name: name,
        Contacts: {
          records: [{ attributes: { type: 'Contact', referenceId: 'child' }, LastName: 'Leaf' }],
        },
      },
    ],
  });
  assert.equal(tree.hasErrors, false);
  assert.equal(tree.results.length, 2);
  const batch = await conn.requestPost('/composite/batch', {
    batchRequests: [
      { method: 'GET', url: `v65.0/sobjects/Account/${tree.results[0].id}?fields=Name` },
      { method: 'DELETE', url: `v65.0/sobjects/Account/${tree.results[0].id}` },
    ],
  });
  assert.equal(batch.hasErrors, false);
  assert.equal(batch.results[0].result.Name, name);
  assert.equal(batch.results[1].statusCode, 204);
});
