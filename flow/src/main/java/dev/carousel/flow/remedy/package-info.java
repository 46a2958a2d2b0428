/** Remedies for findings, and trials of whether they help. Nothing is null unless marked. */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.flow.remedy;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
