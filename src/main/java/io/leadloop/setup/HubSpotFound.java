package io.leadloop.setup;

import java.util.Map;
import java.util.Set;

/** The property groups and properties of contacts that a HubSpot account has. */
public record HubSpotFound(Set<String> groups, Map<String, Property> properties) {
  /** What is asked of a property that is there. */
  public record Property(String type, boolean unique, Set<String> options) {
    public Property {
      options = Set.copyOf(options);
    }
  }

  public HubSpotFound {
    groups = Set.copyOf(groups);
    properties = Map.copyOf(properties);
  }
}
