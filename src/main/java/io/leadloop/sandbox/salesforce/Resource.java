package io.leadloop.sandbox.salesforce;

import io.leadloop.sandbox.salesforce.org.Access;

/** A part of the REST API. Called by several threads, each with an access of its own. */
@FunctionalInterface
interface Resource {
  /**
   * Answers a call.
   *
   * @throws io.leadloop.sandbox.salesforce.org.ApiError when it is refused
   */
  Answer answer(Access access, ApiCall call);
}
