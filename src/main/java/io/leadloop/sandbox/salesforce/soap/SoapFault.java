package io.leadloop.sandbox.salesforce.soap;

/** A SOAP request that the vendor refuses as a whole. */
final class SoapFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  SoapFault(String code, String message) {
    super(message);
    this.code = code;
  }

  /** A fault of the API, such as {@code INVALID_SESSION_ID}. */
  static SoapFault of(String code, String message) {
    return new SoapFault("sf:" + code, code + ": " + message);
  }

  /** The answer to an operation that does not exist. */
  static SoapFault noOperation(String name) {
    return new SoapFault(
        "soapenv:Client",
        "No operation available for request {urn:partner.soap.sforce.com}%s, please check the WSDL"
                .formatted(name)
            + " for the service.");
  }

  String code() {
    return code;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
