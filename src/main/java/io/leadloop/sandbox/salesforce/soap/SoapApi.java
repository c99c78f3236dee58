package io.leadloop.sandbox.salesforce.soap;

import io.leadloop.sandbox.Reply;
import io.leadloop.sandbox.Request;
import io.leadloop.sandbox.salesforce.org.ApiError;
import io.leadloop.sandbox.salesforce.org.SalesforceOrg;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * {@code /services/Soap/u/VERSION}: login, conversion of leads, merge, undelete and what clients
 * ask beside. The vendor has retired login from version 65.0 on. Thread-safe.
 */
public final class SoapApi {
  private static final Pattern PATH =
      Pattern.compile("/services/Soap/u/(\\d{2})\\.0(/[A-Za-z0-9]{15,18})?/?");
  private static final int LOGIN_VERSION_MAX = 64;
  private static final String ENVELOPE =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope"
          + " xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"%s"
          + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body>%s"
          + "</soapenv:Body></soapenv:Envelope>";

  private final SoapDoor door;
  private final InstantSource clock;
  private final SoapRecords records;

  /** The SOAP API of an org, entered through a door. */
  public SoapApi(SalesforceOrg org, SoapDoor door, InstantSource clock) {
    this.door = door;
    this.clock = clock;
    this.records = new SoapRecords(org);
  }

  /** Whether the request is for this API. */
  public static boolean serves(Request request) {
    return request.method().equals("POST") && PATH.matcher(request.path()).matches();
  }

  /** Answers a request that is for this API. */
  public Reply answer(Request request) {
    Matcher path = PATH.matcher(request.path());
    int version = path.matches() ? Integer.parseInt(path.group(1)) : 0;
    try {
      Envelope envelope = Envelope.read(request.body());
      String name = envelope.operation().getLocalName();
      List<XmlText> results =
          name.equals("login") && version <= LOGIN_VERSION_MAX
              ? List.of(login(envelope.operation(), version))
              : operate(envelope, name);
      XmlText response = new XmlText();
      results.forEach(result -> response.put("result", result));
      XmlText body = new XmlText().put(name + "Response", response);
      return reply(200, " xmlns=\"urn:partner.soap.sforce.com\"", body.toString());
    } catch (ApiError e) {
      return reply(SoapFault.of(e.errorCode(), e.text()));
    } catch (SoapFault e) {
      return reply(e);
    }
  }

  private static Reply reply(SoapFault fault) {
    XmlText told = new XmlText().put("faultcode", fault.code()).put("faultstring", fault.text());
    return reply(
        500,
        " xmlns:sf=\"urn:fault.partner.soap.sforce.com\"",
        new XmlText().put("soapenv:Fault", told).toString());
  }

  private XmlText login(Element operation, int version) {
    String username = Envelope.text(operation, "username");
    SoapDoor.Entry entry = door.enter(username, Envelope.text(operation, "password"));
    if (entry == null) {
      throw SoapFault.of(
          "INVALID_LOGIN", "Invalid username, password, security token; or user locked out.");
    }
    String url =
        "%s/services/Soap/u/%d.0/%s"
            .formatted(entry.baseUrl(), version, entry.organizationId().substring(0, 15));
    return new XmlText()
        .put("metadataServerUrl", url.replace("/u/", "/m/"))
        .put("passwordExpired", "false")
        .put("sandbox", "false")
        .put("serverUrl", url)
        .put("sessionId", entry.sessionId())
        .put("userId", entry.userId())
        .put("userInfo", userInfo(entry));
  }

  private static XmlText userInfo(SoapDoor.Entry entry) {
    return new XmlText()
        .put("organizationId", entry.organizationId())
        .put("organizationName", "Leadloop Sandbox")
        .put("userEmail", entry.email())
        .put("userFullName", entry.fullName())
        .put("userId", entry.userId())
        .put("userLanguage", "en_US")
        .put("userLocale", "en_US")
        .put("userName", entry.username())
        .put("userTimeZone", "GMT")
        .put("userType", "Standard");
  }

  private List<XmlText> operate(Envelope envelope, String name) {
    SoapDoor.Entry entry = entry(envelope.sessionId());
    Element operation = envelope.operation();
    return switch (name) {
      case "convertLead" ->
          each(operation, "leadConverts", one -> records.convert(entry.userId(), one));
      case "merge" -> each(operation, "mergeRequests", one -> records.merge(entry.userId(), one));
      case "undelete" ->
          each(operation, "ids", one -> records.undelete(entry.userId(), one.getTextContent()));
      case "getServerTimestamp" ->
          List.of(
              new XmlText()
                  .put("timestamp", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString()));
      case "getUserInfo" -> List.of(userInfo(entry));
      case "logout" -> {
        door.leave(entry.sessionId());
        yield List.of();
      }
      default -> throw SoapFault.noOperation(name);
    };
  }

  private SoapDoor.Entry entry(@Nullable String sessionId) {
    SoapDoor.Entry entry = sessionId == null ? null : door.find(sessionId);
    if (entry == null) {
      throw SoapFault.of(
          "INVALID_SESSION_ID",
          "Invalid Session ID found in SessionHeader: Illegal Session. Session not found, missing"
              + " session hash");
    }
    if (!door.count()) {
      throw SoapFault.of("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
    }
    return entry;
  }

  private static List<XmlText> each(
      Element operation, String name, Function<Element, XmlText> one) {
    return Envelope.children(operation, name).stream().map(one).toList();
  }

  private static Reply reply(int status, String namespaces, String body) {
    return Reply.text(status, "text/xml;charset=UTF-8", ENVELOPE.formatted(namespaces, body));
  }
}
