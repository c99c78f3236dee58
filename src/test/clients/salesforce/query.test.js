import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { connect, refusedAs, someone } from './connect.js';

const city = `Query${process.pid}`;
let conn;
before(async () => {
  conn = await connect();
  const many = Array.from({ length: 260 }, (_, i) => someone({ City: city, NumberOfEmployees: i }));
  await conn.sobject('Lead').create(many, { allowRecursive: true });
});

test('query and queryMore', async () => {
  const soql = `SELECT Id, Name FROM Lead WHERE City = '${city}'`;
  const first = await conn.query(soql, {
    headers: { 'Sforce-Query-Options': 'batchSize=200' },
    autoFetch: false,
  });
  assert.equal(first.totalSize, 260);
  assert.equal(first.records.length, 200);
  assert.equal(first.done, false);
  const second = await conn.queryMore(first.nextRecordsUrl);
  assert.equal(second.records.length, 60);
  assert.equal(second.done, true);
  await assert.rejects(
    conn.queryMore('/services/data/v65.0/query/01g5f0000000zzzAAA-200'),
    refusedAs('INVALID_QUERY_LOCATOR'),
  );
});

test('find, limit, offset, sort, count', async () => {
  const found = await conn
    .sobject('Lead')
    .find({ City: city, NumberOfEmployees: { $gte: 100 } }, ['Id', 'NumberOfEmployees'])
    .sort({ NumberOfEmployees: 1 })
    .limit(5)
    .offset(10);
  assert.deepEqual(
    found.map((one) => one.NumberOfEmployees),
    [110, 111, 112, 113, 114],
  );
  assert.equal(await conn.sobject('Lead').count({ City: city }), 260);
  const one = await conn.sobject('Lead').findOne({ City: city }, 'Id, Owner.Name');
  assert.equal(one.Owner.Name, 'Leadloop Integration');
});

test('conditions, whole records, and all pages at once', async () => {
  const leads = conn.sobject('Lead');
  const some = await leads
    .find({ City: city, NumberOfEmployees: { $in: [1, 2, 3] }, LastName: { $like: 'Novak%' } })
    .execute();
  assert.equal(some.length, 3);
  const record = await leads.record(some[0].Id).retrieve();
  assert.equal(record.City, city);
  const records = [];
  await new Promise((resolve, reject) =>
    conn
      .query(`SELECT Id FROM Lead WHERE City = '${city}'`)
      .on('record', (one) => records.push(one))
      .on('end', resolve)
      .on('error', reject)
      .run({ autoFetch: true, maxFetch: 1000, headers: { 'Sforce-Query-Options': 'batchSize=200' } }),
  );
  assert.equal(records.length, 260);
  const notNull = await leads.find({ City: city, Email: null }, ['Id']).maxFetch(500);
  assert.ok(notNull.length > 0);
});

test('COUNT()', async () => {
  const counted = await conn.query(`SELECT COUNT() FROM Lead WHERE City = '${city}'`);
  assert.equal(counted.totalSize, 260);
  assert.deepEqual(counted.records, []);
});

test('relationship fields', async () => {
  const account = await conn.sobject('Account').create({ Name: `Parent ${process.pid}` });
  await conn.sobject('Contact').create({ LastName: 'Child', AccountId: account.id });
  const found = await conn.query(
    `SELECT LastName, Account.Name, Owner.Email FROM Contact WHERE Account.Name = 'Parent ${process.pid}'`,
  );
  assert.equal(found.records[0].Account.Name, `Parent ${process.pid}`);
  assert.equal(found.records[0].Owner.Email, 'integration@leadloop.example');
});

test('date literals', async () => {
  const count = async (where) =>
    (await conn.query(`SELECT COUNT() FROM Lead WHERE City = '${city}' AND ${where}`)).totalSize;
  for (const literal of ['TODAY', 'LAST_N_DAYS:2', 'THIS_WEEK', 'THIS_MONTH', 'THIS_YEAR']) {
    assert.equal(await count(`CreatedDate = ${literal}`), 260, literal);
  }
  assert.equal(await count('CreatedDate < YESTERDAY'), 0);
  assert.equal(await count('CreatedDate > TOMORROW'), 0);
  assert.equal(await count('CreatedDate >= LAST_N_MONTHS:3'), 260);
  assert.equal(await count('CreatedDate = NEXT_N_WEEKS:2'), 0);
});

test('groups and what is made of them', async () => {
  const all = await conn.query(
    `SELECT COUNT(Id) leads, SUM(NumberOfEmployees), MIN(LastName) FROM Lead WHERE City = '${city}'`,
  );
  assert.equal(all.records[0].attributes.type, 'AggregateResult');
  assert.equal(all.records[0].leads, 260);
  assert.equal(all.records[0].expr0, (259 * 260) / 2);
  const groups = await conn.query(
    `SELECT City, COUNT(Id) leads FROM Lead GROUP BY City HAVING COUNT(Id) > 200 ORDER BY COUNT(Id) DESC`,
  );
  assert.equal(groups.records[0].City, city);
});

test('children of records, and all fields', async () => {
  const account = await conn.sobject('Account').create({ Name: `Family ${process.pid}` });
  for (const LastName of ['A', 'B']) {
    await conn.sobject('Contact').create({ LastName, AccountId: account.id });
  }
  const found = await conn
    .sobject('Account')
    .find({ Id: account.id }, 'Id, Name')
    .include('Contacts')
    .select('Id, LastName')
    .orderby('LastName', 'DESC')
    .end();
  assert.deepEqual(
    found[0].Contacts.records.map((one) => one.LastName),
    ['B', 'A'],
  );
  const whole = await conn.query(`SELECT FIELDS(ALL) FROM Lead WHERE City = '${city}' LIMIT 1`);
  assert.equal(whole.records[0].City, city);
  const tagged = await conn
    .sobject('Lead')
    .create(someone({ City: `${city}x`, Interest_Tags__c: 'Finance;IT' }));
  const included = await conn
    .sobject('Lead')
    .find({ City: `${city}x`, Interest_Tags__c: { $includes: ['IT'] } }, ['Id']);
  assert.equal(included[0].Id, tagged.id);
});

test('queryAll sees the deleted', async () => {
  const made = await conn.sobject('Lead').create(someone());
  await conn.sobject('Lead').destroy(made.id);
  const soql = `SELECT Id, IsDeleted FROM Lead WHERE Id = '${made.id}'`;
  assert.equal((await conn.query(soql)).totalSize, 0);
  const all = await conn.query(soql, { scanAll: true });
  assert.equal(all.records[0].IsDeleted, true);
});

test('a query that the vendor refuses', async () => {
  await assert.rejects(conn.query('SELECT Nope FROM Lead'), refusedAs('INVALID_FIELD'));
  await assert.rejects(conn.query('SELECT Id FROM Laed'), refusedAs('INVALID_TYPE'));
  await assert.rejects(conn.query('SELECT Id FRM Lead'), refusedAs('MALFORMED_QUERY'));
});
