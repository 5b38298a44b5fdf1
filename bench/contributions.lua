-- wrk: each request offers a contribution of the next organisation, so that none of them has many. Arguments: where the API of the
-- alliance's organisations is, a file with their ids (one a line). Every answer must be 201.
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(arguments)
  base = arguments[1]
  ids = {}
  for id in io.lines(arguments[2]) do ids[#ids + 1] = id end
  at = math.floor(#ids / 2) * number
  body = '{"kind":"knowledge","description":"Una hora de consejo","state":"offered","since":"2026-01-05"}'
  wrk.headers["Content-Type"] = "application/json"
end

function request()
  at = at % #ids + 1
  return wrk.format("POST", base .. "/" .. ids[at] .. "/contributions", nil, body)
end

function response(status, _, text)
  if status ~= 201 then
    print("answered " .. status .. " " .. (text or ""))
    os.exit(1)
  end
end
