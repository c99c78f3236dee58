package io.leadloop.sandbox.salesforce.rules;

/** Why the vendor does not take a value or a record: its status code and its words. */
public record Refusal(String statusCode, String message) {}
