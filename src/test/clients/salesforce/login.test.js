import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect } from './connect.js';

test('logs in by client credentials', async () => {
  const conn = await connect();
  const users = await conn.query('SELECT Id, Name FROM User LIMIT 1');
  assert.equal(users.totalSize, 1);
});
