/**
 * What can only be seen while a network trains: listeners that keep a record of clipping, of
 * updates and of gradient flow, and what follows from it. Nothing is null unless marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.flow.training;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
