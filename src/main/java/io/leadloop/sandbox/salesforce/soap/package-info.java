/** The few calls of the SOAP partner API that have no like in the REST API. */
@NullMarked
package io.leadloop.sandbox.salesforce.soap;

import org.jspecify.annotations.NullMarked;
