@NullMarked
package dev.carousel.interop.internal.proto;

import org.jspecify.annotations.NullMarked;
