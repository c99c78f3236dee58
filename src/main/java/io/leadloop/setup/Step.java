package io.leadloop.setup;

import io.leadloop.lead.Side;

/** One thing to be done in one account. */
public sealed interface Step {
  /** In whose account. */
  Side side();

  /** What it does, for a person: {@code create property leadloop_key (string, unique values)}. */
  String text();

  /** A short word for a machine: {@code create-property}. */
  String action();

  /** What it is done to: {@code leadloop_key}. */
  String subject();

  /** HubSpot: the group of our properties. */
  record CreateGroup() implements Step {
    @Override
    public Side side() {
      return Side.HUBSPOT;
    }

    @Override
    public String text() {
      return "create the property group \"" + Needs.LABEL + "\"";
    }

    @Override
    public String action() {
      return "create-group";
    }

    @Override
    public String subject() {
      return Needs.GROUP;
    }
  }

  /** HubSpot: a contact property. */
  record CreateProperty(PropertyNeed need) implements Step {
    @Override
    public Side side() {
      return Side.HUBSPOT;
    }

    @Override
    public String text() {
      return "create the contact property " + need.text();
    }

    @Override
    public String action() {
      return "create-property";
    }

    @Override
    public String subject() {
      return need.name();
    }
  }

  /** Salesforce: a custom field. */
  record CreateField(FieldNeed need) implements Step {
    @Override
    public Side side() {
      return Side.SALESFORCE;
    }

    @Override
    public String text() {
      return "create the field " + need.text();
    }

    @Override
    public String action() {
      return "create-field";
    }

    @Override
    public String subject() {
      return need.fullName();
    }
  }

  /** Salesforce: our permission set, with the right to use the API. */
  record CreatePermissionSet() implements Step {
    @Override
    public Side side() {
      return Side.SALESFORCE;
    }

    @Override
    public String text() {
      return "create the permission set \"" + Needs.LABEL + "\" with API Enabled";
    }

    @Override
    public String action() {
      return "create-permission-set";
    }

    @Override
    public String subject() {
      return Needs.LABEL;
    }
  }

  /**
   * Salesforce: read, create, edit and view all records of an object.
   *
   * @param id of what the set grants already and too little; empty for nothing
   * @param deletes whether to delete them too
   */
  record GrantObject(String object, String id, boolean deletes) implements Step {
    @Override
    public Side side() {
      return Side.SALESFORCE;
    }

    @Override
    public String text() {
      return "let the permission set read, create, edit%s and view all of %s"
          .formatted(deletes ? ", delete" : "", object);
    }

    @Override
    public String action() {
      return "grant-object";
    }

    @Override
    public String subject() {
      return object;
    }
  }

  /**
   * Salesforce: field-level security of one field.
   *
   * @param id of what the set grants already and too little; empty for nothing
   */
  record GrantField(Access access, String id) implements Step {
    @Override
    public Side side() {
      return Side.SALESFORCE;
    }

    @Override
    public String text() {
      return "let the permission set " + access.text();
    }

    @Override
    public String action() {
      return "grant-field";
    }

    @Override
    public String subject() {
      return access.fullName();
    }
  }

  /** Salesforce: the integration user gets the permission set. */
  record Assign(String userId, String userName) implements Step {
    @Override
    public Side side() {
      return Side.SALESFORCE;
    }

    @Override
    public String text() {
      return "assign the permission set to " + userName;
    }

    @Override
    public String action() {
      return "assign";
    }

    @Override
    public String subject() {
      return userId;
    }
  }
}
