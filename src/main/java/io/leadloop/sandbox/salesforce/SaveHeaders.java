package io.leadloop.sandbox.salesforce;

import io.leadloop.sandbox.salesforce.org.SaveOptions;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The vendor's headers that say how a call's saves are meant. */
final class SaveHeaders {
  private SaveHeaders() {}

  static SaveOptions read(ApiCall call) {
    String duplicates = call.header("sforce-duplicate-rule-header");
    String assign = call.header("sforce-auto-assign");
    if (duplicates == null && assign == null) {
      return SaveOptions.USUAL;
    }
    return new SaveOptions(
        says(duplicates, "allowsave=true"),
        says(duplicates, "includerecorddetails=true"),
        assign == null || !assign.strip().equalsIgnoreCase("FALSE"));
  }

  private static boolean says(@Nullable String header, String setting) {
    return header != null
        && header.toLowerCase(Locale.ROOT).replaceAll("\\s", "").contains(setting);
  }
}
