package io.leadloop.sync;

import io.leadloop.lead.Side;
import io.leadloop.lead.Type;
import io.leadloop.lead.Value;
import io.leadloop.store.Gone;
import java.time.temporal.ChronoUnit;

/**
 * The field that says on one side since when the other side's record is deleted. Blank while both
 * are there, so that a list or a report can ask for it.
 */
public final class Mark {
  /** On the HubSpot contact: a datetime. */
  public static final String IN_HUBSPOT = "leadloop_deleted_in_salesforce";

  /** On the Salesforce Lead and Contact: a datetime. */
  public static final String IN_SALESFORCE = "Leadloop_Deleted_In_HubSpot__c";

  private Mark() {}

  /** Its name on the side that carries it. */
  static String field(Side side) {
    return side == Side.HUBSPOT ? IN_HUBSPOT : IN_SALESFORCE;
  }

  static Value of(Gone gone) {
    return new Value(Type.DATETIME, gone.at().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  static Value none() {
    return new Value(Type.DATETIME, "");
  }
}
