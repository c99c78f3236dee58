/** SOQL text in, a checked tree out; knows grammar but no objects. */
@NullMarked
package io.leadloop.sandbox.salesforce.soql;

import org.jspecify.annotations.NullMarked;
