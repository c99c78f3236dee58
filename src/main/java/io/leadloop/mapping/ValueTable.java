package io.leadloop.mapping;

import io.leadloop.lead.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How one side's words become the other's. Where several words of one side stand for one of the
 * other, the first pair listed is the way back.
 */
public final class ValueTable {

  /** One line of the table. */
  public record Pair(String hubspot, String salesforce) {
    String word(Side side) {
      return side == Side.HUBSPOT ? hubspot : salesforce;
    }
  }

  private final String name;
  private final UnknownValue unknown;
  private final Map<String, String> fromHubspot = new LinkedHashMap<>();
  private final Map<String, String> fromSalesforce = new LinkedHashMap<>();

  public ValueTable(String name, List<Pair> pairs, UnknownValue unknown) {
    this.name = name;
    this.unknown = unknown;
    for (Pair pair : pairs) {
      fromHubspot.putIfAbsent(pair.hubspot(), pair.salesforce());
      fromSalesforce.putIfAbsent(pair.salesforce(), pair.hubspot());
    }
  }

  public String name() {
    return name;
  }

  public UnknownValue unknown() {
    return unknown;
  }

  /** The same table with another answer to unknown words. */
  public ValueTable withUnknown(UnknownValue other) {
    List<Pair> pairs = new ArrayList<>();
    fromHubspot.forEach((hubspot, salesforce) -> pairs.add(new Pair(hubspot, salesforce)));
    fromSalesforce.forEach((salesforce, hubspot) -> pairs.add(new Pair(hubspot, salesforce)));
    return new ValueTable(name, pairs, other);
  }

  /** The other side's word for this one; empty when the table does not list it. */
  public Optional<String> word(Side from, String word) {
    return Optional.ofNullable((from == Side.HUBSPOT ? fromHubspot : fromSalesforce).get(word));
  }

  /** The words of one side, in the order of the table. */
  public Set<String> words(Side side) {
    return (side == Side.HUBSPOT ? fromHubspot : fromSalesforce).keySet();
  }

  /** All pairs and the policy, the same for equal tables. */
  @Override
  public String toString() {
    return name + fromHubspot + fromSalesforce + unknown;
  }
}
