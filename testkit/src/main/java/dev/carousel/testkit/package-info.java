/**
 * The contracts that plugins must pass: abstract JUnit classes that a plugin's own tests extend by
 * implementing one factory method.
 *
 * <p>A contract tests only what the SPI promises, not how it is implemented. Its data come from
 * fixed seeds, so failures are reproducible. Nothing is null unless marked.
 */
@API(status = Status.MAINTAINED, since = "0.1")
@NullMarked
package dev.carousel.testkit;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
