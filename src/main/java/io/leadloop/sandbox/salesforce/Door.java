package io.leadloop.sandbox.salesforce;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.sandbox.salesforce.soap.SoapDoor;
import org.jspecify.annotations.Nullable;

/** Lets SOAP clients into the sessions that all clients share. Thread-safe. */
record Door(Sessions sessions, Users users, Identity identity, DailyCalls calls)
    implements SoapDoor {
  @Override
  public @Nullable Entry enter(@Nullable String username, @Nullable String password) {
    String userId = users.find(username, password);
    return userId == null ? null : entry(sessions.login(userId));
  }

  @Override
  public @Nullable Entry find(String sessionId) {
    Session session = sessions.find(sessionId);
    return session == null ? null : entry(session);
  }

  @Override
  public void leave(String sessionId) {
    sessions.revoke(sessionId);
  }

  @Override
  public boolean count() {
    return calls.take();
  }

  private Entry entry(Session session) {
    ObjectNode user = identity.user(session.userId());
    return new Entry(
        session.token(),
        session.userId(),
        user.path("Username").asText(),
        user.path("Name").asText(),
        user.path("Email").asText(),
        users.org().schema().organizationId(),
        identity.baseUrl());
  }
}
