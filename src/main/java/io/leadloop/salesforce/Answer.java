package io.leadloop.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.sync.CrmException;

/** What became of one call. */
sealed interface Answer {

  /** Salesforce answered in the promised shape. */
  record Body(JsonNode json) implements Answer {}

  /** It was certainly not done: Salesforce said no, or the call never left. */
  record Refused(CrmException why) implements Answer {}

  /** Nobody knows whether it was done: no answer, half an answer, or a failure in the middle. */
  record Lost(CrmException why) implements Answer {}

  /**
   * The body, for calls that change nothing.
   *
   * @throws CrmException for everything but a body
   */
  default JsonNode orThrow() {
    if (this instanceof Body body) {
      return body.json();
    }
    throw this instanceof Refused refused ? refused.why() : ((Lost) this).why();
  }
}
