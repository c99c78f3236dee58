package io.leadloop.hubspot;

import io.leadloop.sync.CrmException.Kind;

/** There is no access token, so no call can be made. Says why, without any secret. */
public final class NoAccess extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Kind kind;
  private final String code;

  NoAccess(Kind kind, String code, String why) {
    super(why);
    this.kind = kind;
    this.code = code;
  }

  Kind kind() {
    return kind;
  }

  String code() {
    return code;
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
