package io.leadloop.sandbox.hubspot;

import io.leadloop.sandbox.LoadProblem;
import io.leadloop.sandbox.LoadProblems;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What an account holds when it starts, and again after a reset: nothing, invented leads, or those
 * of a file. Immutable.
 */
public final class PortalLoader {
  private final List<PropertyDefinition> properties;
  private final Function<Instant, List<Map<String, String>>> leads;

  private PortalLoader(
      List<PropertyDefinition> properties, Function<Instant, List<Map<String, String>>> leads) {
    this.properties = properties;
    this.leads = leads;
  }

  /** An account without records. */
  public static PortalLoader empty() {
    return new PortalLoader(List.of(), now -> List.of());
  }

  /** {@code count} invented leads, the same ones for the same seed. */
  public static PortalLoader invented(int count, long seed) {
    return new PortalLoader(List.of(), now -> InventedLeads.make(count, seed, now));
  }

  /**
   * The leads of a CSV file, which is read here and now.
   *
   * @param columns the YAML file that says which column fills which property
   * @throws LoadProblems with everything that is wrong in either file
   */
  public static PortalLoader csv(Path csv, Path columns) {
    List<LoadProblem> problems = new ArrayList<>();
    ColumnMap map = ColumnMapFile.read(columns, problems);
    List<Map<String, String>> read = map == null ? List.of() : CsvLeads.read(csv, map, problems);
    if (map == null || !problems.isEmpty()) {
      throw new LoadProblems(problems);
    }
    return new PortalLoader(map.created(), now -> read);
  }

  /** Puts the leads into an account; search knows them at once. */
  void load(HubSpotPortal portal) {
    portal.locked(
        () -> {
          Schema schema = portal.schema(ObjectKind.CONTACTS);
          properties.forEach(schema::put);
          for (Map<String, String> lead : leads.apply(portal.now())) {
            Map<String, String> known = new LinkedHashMap<>(lead);
            known.keySet().removeIf(name -> schema.property(name) == null);
            Map<String, String> checked =
                portal.checkCreate(ObjectKind.CONTACTS, known, Author.IMPORT);
            portal.create(ObjectKind.CONTACTS, checked, Author.IMPORT);
          }
          portal.store(ObjectKind.CONTACTS).index().catchUpFully();
          return portal;
        });
  }
}
