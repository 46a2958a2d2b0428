/**
 * Tables as lines of JSON: {@link dev.carousel.data.source.jsonl.JsonLinesSource}. Nothing is null
 * unless marked.
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@NullMarked
package dev.carousel.data.source.jsonl;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.NullMarked;
