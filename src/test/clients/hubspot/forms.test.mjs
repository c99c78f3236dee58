import assert from 'node:assert/strict';
import { test } from 'node:test';
import { address, connect, raw, refusal } from './stranger.mjs';

const client = connect();
const { formsApi } = client.marketing.forms;

function definition(name) {
  const field = (property, fieldType, required) => ({
    objectTypeId: '0-1', name: property, label: property, fieldType, required, hidden: false,
    dependentFields: [],
  });
  return {
    formType: 'hubspot',
    name,
    createdAt: new Date(),
    updatedAt: new Date(),
    archived: false,
    fieldGroups: [
      {
        groupType: 'default_group',
        richTextType: 'text',
        fields: [field('email', 'email', true), field('company', 'single_line_text', false)],
      },
    ],
    configuration: { language: 'en', createNewContactForNewEmail: false },
    displayOptions: { theme: 'default_style', submitButtonText: 'Send' },
    legalConsentOptions: { type: 'none' },
  };
}

test('a form is created, read, changed and archived', async () => {
  const made = await formsApi.create(definition(`stranger-form-${Date.now()}`));
  assert.ok(made.id);
  assert.equal((await formsApi.getById(made.id)).id, made.id);
  const changed = await formsApi.update(made.id, { name: 'stranger-renamed' });
  assert.equal(changed.name, 'stranger-renamed');
  const page = await formsApi.getPage(undefined, 100, false, ['hubspot']);
  assert.ok(page.results.some((form) => form.id === made.id));
  await formsApi.archive(made.id);
  assert.equal((await refusal(() => formsApi.getById(made.id))).code, 404);
  assert.equal((await formsApi.getById(made.id, true)).archived, true);
});

test('a submission makes a contact, changes it the next time, and is listed', async () => {
  const form = await formsApi.create(definition(`stranger-submit-${Date.now()}`));
  const { portalId } = await raw(client, 'GET', '/account-info/v3/details');
  const email = address('submitter');
  const submit = (path, company) =>
    raw(client, 'POST', path, {
      fields: [
        { objectTypeId: '0-1', name: 'email', value: email },
        { objectTypeId: '0-1', name: 'company', value: company },
      ],
      context: { pageUri: 'https://www.example.com/guide', pageName: 'The guide' },
    });
  await submit(`/submissions/v3/integration/submit/${portalId}/${form.id}`, 'First Ltd');
  await submit(`/submissions/v3/integration/secure/submit/${portalId}/${form.id}`, 'Second Ltd');
  const read = await client.crm.contacts.basicApi.getById(
    email,
    ['company', 'num_conversion_events', 'recent_conversion_event_name',
      'hs_calculated_form_submissions'],
    undefined, undefined, false, 'email');
  assert.equal(read.properties.company, 'Second Ltd');
  assert.equal(read.properties.num_conversion_events, '2');
  assert.ok(read.properties.recent_conversion_event_name.startsWith('The guide: '));
  assert.equal(read.properties.hs_calculated_form_submissions.split(';').length, 2);
  const listed = await raw(
    client, 'GET', `/form-integrations/v1/submissions/forms/${form.id}?limit=1`);
  assert.equal(listed.results.length, 1);
  assert.ok(listed.paging.next.after);
  assert.ok(listed.results[0].values.some((value) => value.value === 'Second Ltd'));
});
