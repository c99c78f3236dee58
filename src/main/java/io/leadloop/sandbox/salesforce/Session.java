package io.leadloop.sandbox.salesforce;

/** Who a valid token stands for. */
record Session(String token, String userId) {}
