package io.leadloop.merge;

/**
 * @param why one sentence for an admin, without the values: who moved, and what decided
 */
public record FieldDecision(Verdict verdict, String why) {}
