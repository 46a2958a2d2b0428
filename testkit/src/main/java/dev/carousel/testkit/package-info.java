/**
 * The contracts that plugins must pass: abstract JUnit classes that a plugin's own tests extend by
 * implementing one factory method.
 *
 * <p>A contract tests what the SPI promises and nothing of how it is kept. Its data come from fixed
 * seeds: a failure repeats. Nothing is null unless marked.
 */
@API(status = Status.MAINTAINED, since = "0.1")
@NullMarked
package dev.carousel.testkit;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
