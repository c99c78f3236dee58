package io.leadloop.sandbox.salesforce.rules;

import org.jspecify.annotations.Nullable;

/** A converted lead can be read and deleted, and neither changed nor pointed to. */
public final class ConvertedLeadRule {
  private ConvertedLeadRule() {}

  /** Why a lead cannot be changed; null when it can. */
  public static @Nullable Refusal refuse(boolean converted) {
    return converted
        ? new Refusal("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead")
        : null;
  }
}
