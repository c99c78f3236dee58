import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { connect, connectAdmin, refusedAs, someone } from './connect.js';

const field = `Made_${process.pid}__c`;
const metadata = { type: 'Text', label: 'Made', length: 40, externalId: true, unique: true };
let conn;
let admin;
before(async () => {
  conn = await connect();
  admin = await connectAdmin();
});

test('a custom field is nobody’s until it is granted', async () => {
  const fields = async () => (await conn.sobject('Lead').describe()).fields.map((one) => one.name);
  const made = await admin.tooling.sobject('CustomField').create({
    FullName: `Lead.${field}`,
    Metadata: metadata,
  });
  assert.ok(made.success);
  assert.ok(!(await fields()).includes(field));
  await assert.rejects(conn.query(`SELECT ${field} FROM Lead`), refusedAs('INVALID_FIELD'));
  await assert.rejects(
    conn.sobject('Lead').create(someone({ [field]: 'x' })),
    refusedAs('INVALID_FIELD'),
  );

  const set = await admin
    .sobject('PermissionSet')
    .create({ Name: `Leadloop_${process.pid}`, Label: 'Leadloop' });
  const permission = await admin.sobject('FieldPermissions').create({
    ParentId: set.id,
    SobjectType: 'Lead',
    Field: `Lead.${field}`,
    PermissionsRead: true,
    PermissionsEdit: false,
  });
  const me = (await conn.identity()).user_id;
  await admin
    .sobject('PermissionSetAssignment')
    .create({ PermissionSetId: set.id, AssigneeId: me });
  assert.ok((await fields()).includes(field));
  await assert.rejects(
    conn.sobject('Lead').create(someone({ [field]: 'x' })),
    refusedAs('INVALID_FIELD_FOR_INSERT_UPDATE'),
  );
  await admin.sobject('FieldPermissions').update({ Id: permission.id, PermissionsEdit: true });
  const saved = await conn
    .sobject('Lead')
    .upsert(someone({ [field]: 'x' }), field);
  assert.equal(saved.created, true);
  const granted = await admin.query(
    `SELECT Field, PermissionsEdit FROM FieldPermissions WHERE Parent.Name = 'Leadloop_${process.pid}'`,
  );
  assert.equal(granted.records[0].PermissionsEdit, true);
});

test('custom fields are listed by the Tooling API', async () => {
  const found = await admin.tooling.query(
    "SELECT Id, DeveloperName, TableEnumOrId FROM CustomField WHERE TableEnumOrId = 'Lead' AND DeveloperName = 'Leadloop_Key'",
  );
  assert.equal(found.totalSize, 1);
  const one = await admin.tooling.sobject('CustomField').retrieve(found.records[0].Id);
  assert.equal(one.FullName, 'Lead.Leadloop_Key__c');
  assert.equal(one.Metadata.length, 32);
  assert.ok((await admin.tooling.describeGlobal()).sobjects.length > 0);
});

test('who may not, is told', async () => {
  await assert.rejects(
    conn.tooling
      .sobject('CustomField')
      .create({ FullName: 'Lead.Other__c', Metadata: { ...metadata, label: 'Other' } }),
    refusedAs('INSUFFICIENT_ACCESS_OR_READONLY'),
  );
  await assert.rejects(
    admin.tooling.sobject('CustomField').create({ FullName: `Lead.${field}`, Metadata: metadata }),
    refusedAs('DUPLICATE_DEVELOPER_NAME'),
  );
});

test('what is not there, is not found', async () => {
  await assert.rejects(conn.request('/chatter/feeds'), refusedAs('NOT_FOUND'));
});
