package io.leadloop.sandbox.salesforce;

import io.leadloop.sandbox.salesforce.org.Access;
import io.leadloop.sandbox.salesforce.org.ApiError;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Finds the resource of a path. Composite calls are not among them: they are made of these.
 *
 * <p>A path that is not modelled is answered as one that does not exist.
 */
final class Resources implements Resource {
  private final Resource metadata;
  private final Resource query = new QueryResource();
  private final Resource record = new RecordResource();
  private final Resource externalId = new ExternalIdResource();
  private final Resource replication = new ReplicationResource();
  private final Resource tooling = new ToolingResource();
  private final Resource collection = new CollectionResource();
  private final Resource tree = new TreeResource();

  Resources(DailyCalls calls, UnaryOperator<String> identity) {
    this.metadata = new MetadataResource(calls, identity);
  }

  @Override
  public Answer answer(Access access, ApiCall call) {
    return find(call.segments()).answer(access.saving(SaveHeaders.read(call)), call);
  }

  private Resource find(List<String> segments) {
    int depth = segments.size();
    String first = depth == 0 ? "" : segments.get(0);
    return switch (first) {
      case "" -> metadata;
      case "limits" -> when(depth == 1, metadata);
      case "query", "queryAll" -> when(depth <= 2, query);
      case "tooling" -> tooling;
      case "composite" -> grows(segments) ? tree : when(collects(segments), collection);
      case "sobjects" -> sobjects(segments);
      default -> throw ApiError.notFound();
    };
  }

  private Resource sobjects(List<String> segments) {
    return switch (segments.size()) {
      case 1 -> metadata;
      case 2 -> record;
      case 3 ->
          switch (segments.get(2)) {
            case "describe" -> metadata;
            case "updated", "deleted" -> replication;
            default -> record;
          };
      case 4 -> externalId;
      default -> throw ApiError.notFound();
    };
  }

  private static boolean collects(List<String> segments) {
    return segments.size() >= 2 && segments.size() <= 4 && segments.get(1).equals("sobjects");
  }

  private static boolean grows(List<String> segments) {
    return segments.size() == 3 && segments.get(1).equals("tree");
  }

  private static Resource when(boolean known, Resource resource) {
    if (!known) {
      throw ApiError.notFound();
    }
    return resource;
  }
}
