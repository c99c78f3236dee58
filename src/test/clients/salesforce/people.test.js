import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { connect, control, refusedAs, someone } from './connect.js';

let conn;
before(async () => {
  conn = await connect();
});
after(() => control('PUT', 'rules', {}));

test('convertLead by SOAP', async () => {
  const campaign = await conn.sobject('Campaign').create({ Name: 'Fair' });
  const lead = await conn.sobject('Lead').create(someone({ Email: 'convert@jsforce.example' }));
  await conn.sobject('CampaignMember').create({ CampaignId: campaign.id, LeadId: lead.id });
  const done = await conn.soap.convertLead({
    leadId: lead.id,
    convertedStatus: 'Closed - Converted',
    opportunityName: 'First deal',
  });
  assert.equal(done.success, true);
  const deal = await conn.sobject('Opportunity').retrieve(done.opportunityId);
  assert.equal(deal.Name, 'First deal');
  const roles = await conn.query(
    `SELECT ContactId, IsPrimary FROM OpportunityContactRole WHERE OpportunityId = '${deal.Id}'`,
  );
  assert.deepEqual(
    roles.records.map((one) => [one.ContactId, one.IsPrimary]),
    [[done.contactId, true]],
  );
  const members = await conn.query(
    `SELECT ContactId, Campaign.Name FROM CampaignMember WHERE LeadId = '${lead.id}'`,
  );
  assert.equal(members.records[0].ContactId, done.contactId);
  await assert.rejects(
    conn.sobject('Lead').update({ Id: lead.id, Title: 'late' }),
    refusedAs('CANNOT_UPDATE_CONVERTED_LEAD'),
  );
  const [again] = await conn.soap.convertLead([
    { leadId: lead.id, convertedStatus: 'Closed - Converted' },
  ]);
  assert.equal(again.success, false);
});

test('merge and undelete by SOAP', async () => {
  const [master, loser] = await conn.sobject('Lead').create([someone(), someone()]);
  const task = await conn.sobject('Task').create({ WhoId: loser.id, Subject: 'Call' });
  const merged = await conn.soap.merge({
    masterRecord: { type: 'Lead', Id: master.id, Title: 'Kept' },
    recordToMergeIds: [loser.id],
  });
  assert.equal(merged.success, true);
  assert.equal((await conn.sobject('Task').retrieve(task.id)).WhoId, master.id);
  const gone = await conn.query(
    `SELECT IsDeleted, MasterRecordId FROM Lead WHERE Id = '${loser.id}'`,
    { scanAll: true },
  );
  assert.deepEqual(
    [gone.records[0].IsDeleted, gone.records[0].MasterRecordId],
    [true, master.id],
  );
  const [back] = await conn.soap.undelete([loser.id]);
  assert.equal(back.success, true);
  assert.equal((await conn.sobject('Lead').retrieve(loser.id)).Id, loser.id);
});

test('getServerTimestamp and getUserInfo by SOAP', async () => {
  assert.ok((await conn.soap.getServerTimestamp()).timestamp);
  assert.equal((await conn.soap.getUserInfo()).userName, 'integration@leadloop.example');
});

test('history of tracked fields', async () => {
  const lead = await conn.sobject('Lead').create(someone({ Title: 'Old' }));
  await conn.sobject('Lead').update({ Id: lead.id, Title: 'New', Description: 'not tracked' });
  const rows = await conn.query(
    `SELECT Field, OldValue, NewValue, CreatedDate FROM LeadHistory WHERE LeadId = '${lead.id}' ORDER BY Id`,
  );
  assert.deepEqual(
    rows.records.map((one) => [one.Field, one.OldValue, one.NewValue]),
    [
      ['created', null, null],
      ['Title', 'Old', 'New'],
    ],
  );
  assert.match(rows.records[0].CreatedDate, /\.000\+0000$/);
});

test('duplicate rules', async () => {
  const match = [
    { object: 'Lead', fields: ['Email'] },
    { object: 'Contact', fields: ['Email'] },
  ];
  await control('PUT', 'rules', { duplicate: [{ object: 'Lead', action: 'alert', match }] });
  const email = `twin-${process.pid}@jsforce.example`;
  const first = await conn.sobject('Lead').create(someone({ Email: email }));
  await assert.rejects(
    conn.sobject('Lead').create(someone({ Email: email.toUpperCase() })),
    refusedAs('DUPLICATES_DETECTED'),
  );
  const [refused] = await conn.sobject('Lead').create([someone({ Email: email })]);
  const found = refused.errors[0].duplicateResult.matchResults[0].matchRecords[0].record;
  assert.equal(found.Id, first.id);
  const saved = await conn.sobject('Lead').create(someone({ Email: email }), {
    headers: { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' },
  });
  assert.ok(saved.success);
});

test('validation and assignment rules', async () => {
  await control('PUT', 'rules', {
    validation: [
      { object: 'Lead', when: "Title = 'Mr'", field: 'Title', message: 'That is no title' },
    ],
    assignment: [
      { object: 'Lead', entries: [{ when: "Country = 'CZ'", owner: 'ana@leadloop.example' }] },
    ],
  });
  await assert.rejects(
    conn.sobject('Lead').create(someone({ Title: 'Mr' })),
    refusedAs('FIELD_CUSTOM_VALIDATION_EXCEPTION'),
  );
  const owner = async (id) =>
    (await conn.query(`SELECT Owner.Email FROM Lead WHERE Id = '${id}'`)).records[0].Owner.Email;
  const assigned = await conn.sobject('Lead').create(someone({ Country: 'CZ' }));
  assert.equal(await owner(assigned.id), 'ana@leadloop.example');
  const kept = await conn
    .sobject('Lead')
    .create(someone({ Country: 'CZ' }), { headers: { 'Sforce-Auto-Assign': 'FALSE' } });
  assert.equal(await owner(kept.id), 'integration@leadloop.example');
});
