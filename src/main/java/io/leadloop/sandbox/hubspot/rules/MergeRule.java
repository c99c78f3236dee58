package io.leadloop.sandbox.hubspot.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one contact becomes out of two. The primary's values stand, and the other's where it has
 * none; the lifecycle stage is the further one; the other's addresses become additional ones;
 * counts of form submissions add up; the ids that were consumed are listed.
 */
public final class MergeRule {
  private static final List<String> COUNTS =
      List.of("num_conversion_events", "num_unique_conversion_events");
  private static final List<String> LISTS =
      List.of(
          "hs_merged_object_ids", "hs_calculated_merged_vids", "hs_calculated_form_submissions");

  private MergeRule() {}

  /**
   * The values of the merged contact, without those that are empty.
   *
   * @param stages the lifecycle stages in the order of their advance
   * @param consumed the ids that now lead to the merged contact
   */
  public static Map<String, String> values(
      Map<String, String> primary,
      Map<String, String> other,
      List<String> stages,
      List<Long> consumed,
      Instant at) {
    Map<String, String> merged = new LinkedHashMap<>(other);
    merged.putAll(primary);
    put(
        merged,
        "lifecyclestage",
        LifecycleRule.further(stages, primary.get("lifecyclestage"), other.get("lifecyclestage")));
    for (String count : COUNTS) {
      if (primary.containsKey(count) && other.containsKey(count)) {
        merged.put(count, Long.toString(number(primary, count) + number(other, count)));
      }
    }
    for (String list : LISTS) {
      put(merged, list, joined(primary.get(list), other.get(list)));
    }
    String ids = String.join(";", consumed.stream().map(id -> Long.toString(id)).toList());
    put(merged, "hs_merged_object_ids", joined(merged.get("hs_merged_object_ids"), ids));
    String vids =
        String.join(";", consumed.stream().map(id -> id + ":" + at.toEpochMilli()).toList());
    put(merged, "hs_calculated_merged_vids", joined(merged.get("hs_calculated_merged_vids"), vids));
    putAddresses(merged, primary, other);
    return merged;
  }

  private static void putAddresses(
      Map<String, String> merged, Map<String, String> primary, Map<String, String> other) {
    Set<String> additional = new LinkedHashSet<>();
    additional.addAll(split(primary.get("hs_additional_emails")));
    additional.addAll(split(other.get("email")));
    additional.addAll(split(other.get("hs_additional_emails")));
    additional.remove(merged.get("email"));
    put(merged, "hs_additional_emails", additional.isEmpty() ? null : String.join(";", additional));
  }

  private static @Nullable String joined(@Nullable String one, @Nullable String other) {
    Set<String> all = new LinkedHashSet<>(split(one));
    all.addAll(split(other));
    return all.isEmpty() ? null : String.join(";", all);
  }

  private static List<String> split(@Nullable String list) {
    List<String> parts = new ArrayList<>();
    if (list != null) {
      for (String part : list.split(";", -1)) {
        if (!part.isEmpty()) {
          parts.add(part);
        }
      }
    }
    return parts;
  }

  private static void put(Map<String, String> values, String name, @Nullable String value) {
    if (value != null) {
      values.put(name, value);
    }
  }

  private static long number(Map<String, String> values, String name) {
    String text = values.getOrDefault(name, "0");
    return text.matches("\\d{1,15}") ? Long.parseLong(text) : 0;
  }
}
