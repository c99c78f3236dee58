package io.leadloop.sandbox.salesforce;

import io.leadloop.sandbox.salesforce.org.SalesforceOrg;
import org.jspecify.annotations.Nullable;

/** Who may log in with a password: every active user, all with the sandbox's one. */
record Users(SalesforceOrg org, String password) {
  /** The user; null when the name or the password is wrong. */
  @Nullable String find(@Nullable String username, @Nullable String given) {
    String userId = username == null ? null : org.activeUser(username);
    // A security token may follow the password, as with the vendor outside trusted networks.
    return userId != null && given != null && given.startsWith(password) ? userId : null;
  }
}
