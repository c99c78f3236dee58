import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect, contact, raw, refusal } from './stranger.mjs';

const client = connect();
const { listsApi, membershipsApi } = client.crm.lists;
const stamp = `${process.pid}-${Date.now()}`;

async function manual(name) {
  const made = await listsApi.create({ name, objectTypeId: '0-1', processingType: 'MANUAL' });
  return made.list;
}

test('a manual list is filled, read, emptied, renamed, deleted and restored', async () => {
  const name = `stranger-manual-${stamp}`;
  const list = await manual(name);
  assert.equal(list.processingType, 'MANUAL');
  const [one, two] = [await contact(client), await contact(client)];

  const added = await membershipsApi.add(list.listId, [one.id, two.id, '999999999']);
  assert.deepEqual([...added.recordsIdsAdded].map(String).sort(), [one.id, two.id].sort());
  assert.deepEqual(added.recordIdsMissing.map(String), ['999999999']);
  const again = await membershipsApi.add(list.listId, [one.id]);
  assert.equal(again.recordsIdsAdded.length, 0);

  const page = await membershipsApi.getPage(list.listId, undefined, undefined, 1);
  assert.equal(page.results.length, 1);
  const rest = await membershipsApi.getPage(list.listId, page.paging.next.after, undefined, 10);
  assert.equal(rest.results.length, 1);
  const ordered = await membershipsApi.getPageOrderedByAddedToListDate(list.listId);
  assert.equal(ordered.results.length, 2);
  const of = await membershipsApi.getLists('0-1', one.id);
  assert.ok(of.results.some((membership) => membership.listId === list.listId));

  const moved = await membershipsApi.addAndRemove(list.listId, {
    recordIdsToAdd: [], recordIdsToRemove: [one.id],
  });
  assert.deepEqual(moved.recordIdsRemoved.map(String), [one.id]);
  const copy = await manual(`stranger-copy-${stamp}`);
  await membershipsApi.addAllFromList(copy.listId, list.listId);
  assert.equal((await membershipsApi.getPage(copy.listId)).results.length, 1);
  const removed = await membershipsApi.remove(list.listId, [two.id]);
  assert.deepEqual(removed.recordIdsRemoved.map(String), [two.id]);
  await membershipsApi.removeAll(copy.listId);
  assert.equal((await membershipsApi.getPage(copy.listId)).results.length, 0);

  assert.equal((await listsApi.getByName(name, '0-1')).list.listId, list.listId);
  const renamed = await listsApi.updateName(list.listId, `${name}-b`);
  assert.equal(renamed.updatedList.name, `${name}-b`);
  assert.equal((await listsApi.getAll([list.listId])).lists.length, 1);
  const found = await listsApi.doSearch({
    query: `${name}-b`, listIds: [], processingTypes: [], additionalProperties: [], offset: 0, count: 10,
  });
  assert.equal(found.total, 1);
  await listsApi.remove(list.listId);
  assert.equal((await refusal(() => listsApi.getById(list.listId))).code, 404);
  await listsApi.restore(list.listId);
  assert.equal((await listsApi.getById(list.listId)).list.name, `${name}-b`);
});

test('a dynamic list follows its filters and takes no member by hand', async () => {
  const company = `Acme ${stamp}`;
  const { id } = await contact(client, { company });
  const made = await listsApi.create({
    name: `stranger-dynamic-${stamp}`,
    objectTypeId: '0-1',
    processingType: 'DYNAMIC',
    filterBranch: {
      filterBranchType: 'OR',
      filterBranchOperator: 'OR',
      filters: [],
      filterBranches: [
        {
          filterBranchType: 'AND',
          filterBranchOperator: 'AND',
          filterBranches: [],
          filters: [
            {
              filterType: 'PROPERTY',
              property: 'company',
              operation: {
                operationType: 'MULTISTRING',
                operator: 'IS_EQUAL_TO',
                values: [company],
                includeObjectsWithNoValueSet: false,
              },
            },
          ],
        },
      ],
    },
  });
  const listId = made.list.listId;
  const page = await membershipsApi.getPage(listId);
  assert.deepEqual(page.results.map((member) => String(member.recordId)), [id]);
  assert.equal((await refusal(() => membershipsApi.add(listId, [id]))).code, 400);
  const filtered = await listsApi.getById(listId, true);
  assert.equal(filtered.list.filterBranch.filterBranchType, 'OR');
});

test('dated paths reach the same lists', async () => {
  const list = await manual(`stranger-dated-${stamp}`);
  const { id } = await contact(client);
  await raw(client, 'PUT', `/crm/lists/2026-09/${list.listId}/memberships/add`, [id]);
  const page = await raw(client, 'GET', `/crm/lists/2026-09/${list.listId}/memberships`);
  assert.equal(page.results.length, 1);
});
