/**
 * Networks of PyTorch: their files and the names of their parameters. Nothing is null unless
 * marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.2")
@NullMarked
package dev.carousel.interop.pytorch;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
