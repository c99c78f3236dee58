import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { connect, someone } from './connect.js';

let conn;
before(async () => {
  conn = await connect();
  conn.bulk2.pollInterval = 50;
});

const load = (operation, input, more = {}) =>
  conn.bulk2.loadAndWaitForResults({ object: 'Lead', operation, input, ...more });

test('insert, update, upsert, delete', async () => {
  const city = `Bulk${process.pid}`;
  const people = Array.from({ length: 250 }, () => someone({ City: city, DoNotCall: true }));
  const inserted = await load('insert', [...people, { LastName: '', Company: 'nobody', City: city }]);
  assert.equal(inserted.successfulResults.length, 250);
  assert.equal(inserted.successfulResults[0].sf__Created, 'true');
  assert.equal(inserted.failedResults.length, 1);
  assert.match(inserted.failedResults[0].sf__Error, /^REQUIRED_FIELD_MISSING:/);
  assert.equal(inserted.unprocessedRecords.length, 0);

  const ids = inserted.successfulResults.map((one) => one.sf__Id);
  const updated = await load(
    'update',
    ids.slice(0, 3).map((Id) => ({ Id, Title: 'Bulk' })),
  );
  assert.equal(updated.successfulResults.length, 3);

  const key = `bulk-${process.pid}`;
  const external = { externalIdFieldName: 'Leadloop_Key__c' };
  const made = await load('upsert', [someone({ Leadloop_Key__c: key })], external);
  assert.equal(made.successfulResults[0].sf__Created, 'true');
  const again = await load('upsert', [{ Leadloop_Key__c: key, Title: 'again' }], external);
  assert.equal(again.successfulResults[0].sf__Created, 'false');

  const deleted = await load('delete', [{ Id: ids[0] }, { Id: ids[1] }]);
  assert.equal(deleted.successfulResults.length, 2);
});

test('a column that is none fails the job', async () => {
  await assert.rejects(load('insert', [{ Nope__c: 'x' }]), /Field name not found : Nope__c/);
});

test('a job step by step', async () => {
  const job = conn.bulk2.createJob({ object: 'Lead', operation: 'insert' });
  const info = await job.open();
  assert.equal(info.state, 'Open');
  await job.uploadData([someone()]);
  await job.close();
  await job.poll(50, 10_000);
  const done = await job.check();
  assert.equal(done.state, 'JobComplete');
  assert.equal(done.numberRecordsProcessed, 1);
  await job.delete();

  const unwanted = conn.bulk2.createJob({ object: 'Lead', operation: 'insert' });
  await unwanted.open();
  await unwanted.abort();
  assert.equal((await unwanted.check()).state, 'Aborted');
  const jobs = await conn.request('/services/data/v65.0/jobs/ingest');
  assert.ok(jobs.records.length > 0);
});

test('query, and its pages', async () => {
  const city = `BulkQuery${process.pid}`;
  await conn
    .sobject('Lead')
    .create(Array.from({ length: 30 }, () => someone({ City: city })));
  const soql = `SELECT Id, LastName, Owner.Name FROM Lead WHERE City = '${city}'`;
  const records = await (await conn.bulk2.query(soql, { pollInterval: 50 })).toArray();
  assert.equal(records.length, 30);
  assert.equal(records[0]['Owner.Name'], 'Leadloop Integration');

  const made = await conn.requestPost('/jobs/query', { operation: 'query', query: soql });
  const job = conn.bulk2.job('query', { id: made.id });
  await job.poll(50, 10_000);
  const read = async (rest) =>
    fetch(`${conn.instanceUrl}/services/data/v65.0/jobs/query/${made.id}/results?${rest}`, {
      headers: { Authorization: `Bearer ${conn.accessToken}` },
    });
  const first = await read('maxRecords=20');
  assert.equal(first.headers.get('sforce-numberofrecords'), '20');
  const second = await read(`maxRecords=20&locator=${first.headers.get('sforce-locator')}`);
  assert.equal(second.headers.get('sforce-numberofrecords'), '10');
  assert.equal(second.headers.get('sforce-locator'), 'null');
  await job.delete();
});
